package dev.belay.exchange.binance;

import dev.belay.exchange.Request;
import dev.belay.exchange.StopTicket;
import dev.belay.journal.JournalFormat;
import dev.belay.market.MarketPrice;
import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.position.LegEvent;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import dev.belay.trailing.TrailCursor;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The steps of a price's way, each alone: scan, decide, write down, sign. Lies here because the wire is this package's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WireMicro {

    private static final Symbol ETH = new Symbol("ETHUSDT");
    private static final int PRICES = 4096;

    private final PriceScanner scanner;
    private final RequestWriter writer =
            new RequestWriter(new BinanceKey("benchkey", "benchsecret"), Duration.ofSeconds(5));
    private final String frame =
            "{\"e\":\"markPriceUpdate\",\"E\":1763700000000,\"s\":\"ETHUSDT\",\"p\":\"3012.45000000\","
                    + "\"ap\":\"3012.45000000\",\"P\":\"3012.45000000\",\"i\":\"3012.45000000\",\"r\":\"0.00010000\","
                    + "\"T\":1763712000000}";
    private final TrailCursor quiet = cursor();
    private final long[] prices = new long[PRICES];
    private final LegEvent moved;
    private final byte[] stored;
    private TrailCursor moving = cursor();
    private int next;

    public WireMicro() {
        this(Set.of(ETH));
    }

    /** A scanner and a writer for {@code symbols}. */
    public WireMicro(Set<Symbol> symbols) {
        scanner = new PriceScanner(new SymbolTable(symbols), SymbolTable.EMPTY);
        Trail trail = moving.trail();
        moved = new LegEvent.LevelMoved(
                trail.level(), trail, Price.of("3012.45"), 1_763_700_000_000L, 1_763_700_000_000L);
        stored = JournalFormat.write(moved);
        for (int i = 0; i < PRICES; i++) {
            prices[i] = Price.of("990").units() + (i * 7919L % 1000) * 1_000_000L;
        }
    }

    private static TrailCursor cursor() {
        var rules = new SymbolRules(
                ETH,
                Price.of("0.01"),
                Quantity.of("0.001"),
                Quantity.of("0.001"),
                Quantity.of("10000"),
                BigDecimal.TEN,
                true);
        Trail trail = Trail.startingAt(Direction.LONG, Price.of("1000"), StopPolicy.DEFAULT, rules, 0);
        return new TrailCursor(trail, StopPolicy.DEFAULT, rules);
    }

    /** What the market feed makes of a frame with a mark price. */
    public MarketPrice scanned(String text) {
        if (scanner.scan(text) != PriceScanner.Kind.PRICE) {
            throw new IllegalStateException("not a price: " + text);
        }
        return MarketPrice.mark(scanner.symbol(), new Price(scanner.units()), scanner.at());
    }

    /** The signed target of the request that places a working stop. */
    public String signedStop(LegId leg, String id, Price trigger, long decidedAt) {
        var ticket = new StopTicket(leg, id, Side.SELL, Quantity.of("1"), trigger, false);
        return writer.write(new Request.PlaceStop(ticket, decidedAt), decidedAt).target();
    }

    @Benchmark
    public MarketPrice scanFrame() {
        return scanned(frame);
    }

    @Benchmark
    public TrailCursor.Decision cursorWithoutDecision() {
        int i = next++ & (PRICES - 1);
        return quiet.onPrice(prices[i], i);
    }

    /** A price that rises by a tenth of a percent in half a second: one tick in four moves the level. */
    @Benchmark
    public TrailCursor.Decision cursorInATrend() {
        int i = next++ & 1023;
        if (i == 0) {
            moving = cursor();
        }
        return moving.onPrice(100_000_000_000L + i * 100_000_000L, i * 500L);
    }

    @Benchmark
    public byte[] writeEvent() {
        return JournalFormat.write(moved);
    }

    @Benchmark
    public LegEvent readEvent() {
        return JournalFormat.read("level-moved", stored);
    }

    @Benchmark
    public String signStop() {
        return signedStop(LegId.parse("main:ETHUSDT:BOTH"), "bly1.1f9x2c.W2a", Price.of("2997.38"), 1_763_700_000_000L);
    }
}
