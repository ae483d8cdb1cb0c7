package dev.belay.simulation;

import dev.belay.market.MarketPrice;
import dev.belay.market.PriceKind;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.prices.PriceSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The prices of a world, second by second: first the exchange has them, then the processes hear of them, or do not. */
final class WorldPrices {

    private static final int BURST = 100;
    private static final long PER_THOUSAND = 1_000;

    private final PriceSource source;
    private final Surroundings around;
    private final List<Symbol> symbols;
    private final Supplier<List<SimulatedNode>> nodes;
    private boolean still;
    private long silentUntil;
    private long staleUntil;
    private List<MarketPrice> stale = List.of();
    private final Map<Symbol, Price> lasts = new HashMap<>();
    private long burstUntil;
    private long apartUntil;
    private int apartPerThousand;
    private long absurdPerThousand = PER_THOUSAND;

    WorldPrices(PriceSource source, Surroundings around, List<Symbol> symbols, Supplier<List<SimulatedNode>> nodes) {
        this.source = source;
        this.around = around;
        this.symbols = symbols;
        this.nodes = nodes;
    }

    /** The exchange has the next prices. */
    void next() {
        List<PriceStep> steps = source.next();
        around.exchange().prices(still ? steps.stream().map(this::asBefore).toList() : perhapsApart(steps));
    }

    private List<PriceStep> perhapsApart(List<PriceStep> steps) {
        return around.agenda().now() < apartUntil
                ? steps.stream().map(this::apart).toList()
                : steps;
    }

    /** The last price is so far from the mark price. */
    private PriceStep apart(PriceStep step) {
        Price tick = around.exchange().market().spec(step.symbol()).tick();
        long away = step.last().units() / PER_THOUSAND * apartPerThousand;
        long last = step.last().units() + away / tick.units() * tick.units();
        return new PriceStep(step.symbol(), step.at(), new Price(last), step.mark(), step.volume());
    }

    private PriceStep asBefore(PriceStep step) {
        PriceStep before = around.exchange().market().latest(step.symbol());
        return new PriceStep(step.symbol(), step.at(), before.last(), before.mark(), before.volume());
    }

    /** The processes are told the newest prices, unless nothing is told now. */
    void tell() {
        long now = around.agenda().now();
        if (now < silentUntil) {
            return;
        }
        List<MarketPrice> sound = now < staleUntil ? stale : newest();
        stale = sound;
        List<MarketPrice> prices = perhapsAbsurd(sound);
        long way = 2L + around.dice().draw(Draw.PRICE_TIME, 30);
        int times = now < burstUntil ? BURST : 1;
        for (int frame = 0; frame < times; frame++) {
            around.agenda().after(way + frame, () -> nodes.get().forEach(node -> node.prices(prices)));
        }
    }

    private List<MarketPrice> perhapsAbsurd(List<MarketPrice> sound) {
        long perThousand = absurdPerThousand;
        absurdPerThousand = PER_THOUSAND;
        return perThousand == PER_THOUSAND
                ? sound
                : sound.stream()
                        .map(price -> new MarketPrice(
                                price.symbol(),
                                price.kind(),
                                new Price(price.price().units() / PER_THOUSAND * perThousand),
                                price.at()))
                        .toList();
    }

    /** A trade is told of where the last price is followed and has moved; a mark price in any case. */
    private List<MarketPrice> newest() {
        List<MarketPrice> prices = new ArrayList<>(2 * symbols.size());
        for (Symbol symbol : symbols) {
            PriceStep latest = around.exchange().market().latest(symbol);
            boolean followed = around.follows(symbol) == PriceKind.LAST;
            if (followed && !latest.last().equals(lasts.put(symbol, latest.last()))) {
                prices.add(MarketPrice.last(symbol, latest.last(), latest.at()));
            }
            prices.add(MarketPrice.mark(symbol, latest.mark(), latest.at()));
        }
        return prices;
    }

    /** Nothing is told for so long. */
    void goSilent(long millis) {
        silentUntil = around.agenda().now() + millis;
    }

    /** The same is told again and again for so long. */
    void goStale(long millis) {
        staleUntil = around.agenda().now() + millis;
    }

    /** The next prices are told as so many thousandths of what they are, once. */
    void beAbsurd(int perThousand) {
        absurdPerThousand = perThousand;
    }

    /** Each price is told a hundred times within a moment, for so long. */
    void burst(long millis) {
        burstUntil = around.agenda().now() + millis;
    }

    /** Trades are {@code perThousand} above the mark price, either sign, for so long. */
    void goApart(int perThousand, long millis) {
        apartPerThousand = perThousand;
        apartUntil = around.agenda().now() + millis;
    }

    /** Everything is told again. */
    void heal() {
        burstUntil = 0;
        apartUntil = 0;
        silentUntil = 0;
        staleUntil = 0;
    }

    /** From now on no price moves. */
    void standStill() {
        still = true;
    }
}
