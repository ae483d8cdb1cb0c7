package dev.belay.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.exchange.binance.BinanceEndpoints;
import dev.belay.exchange.binance.BinanceMarketFeed;
import dev.belay.exchange.binance.WireMicro;
import dev.belay.market.MarketFeed;
import dev.belay.market.MarketStream;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.Pace;
import dev.belay.money.Direction;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import dev.belay.trailing.TrailCursor;
import dev.belay.trailing.TrailingStopActor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * 1,000 legs on 200 symbols and prices that decide nothing: the market stream's actor, each leg's child and its cursor.
 * A batch ends with one price per symbol that makes every leg report its peak, which is how the judge knows the end.
 */
final class TickStorm implements AutoCloseable {

    private static final int SYMBOLS = 200;
    private static final int LEGS_PER_SYMBOL = 5;
    private static final int LEGS = SYMBOLS * LEGS_PER_SYMBOL;
    static final int TICKS_PER_SYMBOL = 100;
    static final int TICKS = SYMBOLS * TICKS_PER_SYMBOL;

    /** One batch: wall time, CPU and bytes of all threads but the judge's own, which stands for the exchange. */
    record Batch(double nanos, double cpuNanos, double bytes) {}

    private final Rig rig = Rig.inMemory();
    private final List<Symbol> symbols = rig.know(SYMBOLS);
    private final Semaphore reported = new Semaphore(0);
    private final WireMicro wire = new WireMicro(new HashSet<>(symbols));
    private final LoopbackExchange judge = new LoopbackExchange(new LoopbackAnswers(Rig.names(SYMBOLS), Rig.START));
    private final List<ActorRef<Object>> bare = new ArrayList<>();
    private MarketFeed.Listener direct;
    private int batches;

    TickStorm() throws IOException, InterruptedException {
        legs(rig.spawn(MarketStreamActor.create(new DirectFeed(), Pace.NONE), "market-direct"), "direct");
        String base = "127.0.0.1:" + judge.port();
        var endpoints = BinanceEndpoints.of("http://" + base, "ws://" + base + "/market", "ws://" + base + "/private");
        var feed = new BinanceMarketFeed(rig.system, endpoints, Map.of(), rig.clock);
        legs(rig.spawn(MarketStreamActor.create(feed, Pace.NONE), "market-wire"), "wire");
        for (int i = 0; i < LEGS; i++) {
            bare.add(rig.spawn(bareLeg(), "bare-" + i));
        }
        while (judge.subscribed.size() < SYMBOLS) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void legs(ActorRef<MarketStreamActor.Command> market, String kind) {
        ActorRef<TrailingStopActor.Report> parent = rig.ear("parent-" + kind, report -> reported.release());
        StopPolicy sleepy = new StopPolicy(
                Percent.of("2"),
                Percent.of("90"),
                Percent.of("0.5"),
                Percent.of("0.1"),
                Duration.ofSeconds(2),
                Percent.of("5"),
                Duration.ofSeconds(3));
        for (int i = 0; i < LEGS; i++) {
            Symbol symbol = symbols.get(i % SYMBOLS);
            Trail trail = Trail.startingAt(Direction.LONG, Price.of("1000"), sleepy, Rig.rules(symbol), Rig.START);
            rig.spawn(
                    TrailingStopActor.create(
                            new TrailCursor(trail, sleepy, Rig.rules(symbol)),
                            symbol,
                            parent,
                            market,
                            rig.clock,
                            Duration.ofDays(1)),
                    kind + "-" + i);
        }
    }

    /** The peer: an actor that takes a message and does nothing, but tells when it is the last of a batch. */
    private Behavior<Object> bareLeg() {
        return Behaviors.receiveMessage(message -> {
            if (message == this) {
                reported.release();
            }
            return Behaviors.same();
        });
    }

    private final class DirectFeed implements MarketFeed {
        @Override
        public void start(Listener listener) {
            direct = listener;
        }

        @Override
        public void watch(Set<MarketStream> wanted) {}

        @Override
        public void renew() {}

        @Override
        public void stop() {}
    }

    /** The frames of a batch; the last of each symbol is 0.2 % above every price before. */
    private List<String> frames() {
        long at = Rig.START + 12_000L * ++batches;
        long peak = Math.round(100_000 * Math.pow(1.002, batches)) * 1_000_000L;
        List<String> frames = new ArrayList<>();
        for (int tick = 1; tick <= TICKS_PER_SYMBOL; tick++) {
            long units = tick == TICKS_PER_SYMBOL ? peak : 99_500_000_000L + tick * 1_000_000L;
            String price = new Price(units).toString();
            for (Symbol symbol : symbols) {
                frames.add(LoopbackExchange.markPrice(symbol.name(), price, at + tick));
            }
        }
        rig.clock.pass(Duration.ofSeconds(12));
        return frames;
    }

    /** From the text of frames by the scanner, told by the judge's thread: no sockets. */
    Batch direct() throws InterruptedException {
        List<String> frames = frames();
        return measured(true, () -> frames.forEach(frame -> direct.price(wire.scanned(frame))));
    }

    /** From the bytes of frames in a socket: akka-http's WebSocket, feed and scanner too. */
    Batch wire() throws InterruptedException {
        var bytes = new ByteArrayOutputStream();
        frames().forEach(frame -> bytes.writeBytes(LoopbackExchange.frame(frame)));
        return measured(false, () -> judge.send(bytes.toByteArray()));
    }

    /** As many tells to as many actors, and nothing else. */
    Batch bareTell() throws InterruptedException {
        Object nothing = new Object();
        return measured(true, () -> {
            for (int tick = 1; tick <= TICKS_PER_SYMBOL; tick++) {
                Object message = tick == TICKS_PER_SYMBOL ? this : nothing;
                bare.forEach(leg -> leg.tell(message));
            }
        });
    }

    private Batch measured(boolean withJudge, Runnable send) throws InterruptedException {
        reported.drainPermits();
        Map<Long, long[]> before = Figures.others();
        long judgeBefore = Figures.ownCpu();
        long bytesBefore = Figures.ownBytes();
        long began = System.nanoTime();
        send.run();
        if (!reported.tryAcquire(LEGS, 30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a batch did not end: " + reported.availablePermits() + " reports");
        }
        long nanos = System.nanoTime() - began;
        Map<Long, long[]> after = Figures.others();
        double own = withJudge ? Figures.ownCpu() - judgeBefore : 0;
        double ownBytes = withJudge ? Figures.ownBytes() - bytesBefore : 0;
        return new Batch(nanos, Figures.growth(before, after, 0) + own, Figures.growth(before, after, 1) + ownBytes);
    }

    static void run() throws IOException, InterruptedException {
        Figures.title("tick storm: %d legs on %d symbols, %d ticks a batch, no decisions", LEGS, SYMBOLS, TICKS);
        try (TickStorm storm = new TickStorm()) {
            for (int warm = 0; warm < 40; warm++) {
                storm.direct();
                storm.wire();
                storm.bareTell();
            }
            List<Batch> direct = new ArrayList<>();
            List<Batch> wire = new ArrayList<>();
            List<Batch> bare = new ArrayList<>();
            for (int round = 0; round < 20; round++) {
                bare.add(storm.bareTell());
                direct.add(storm.direct());
                wire.add(storm.wire());
                wire.add(storm.wire());
                direct.add(storm.direct());
                bare.add(storm.bareTell());
            }
            print("bare tell to 1,000 actors (limit)", bare, bare);
            print("frame text -> scanner -> actors -> cursor", direct, bare);
            print("bytes in a WebSocket -> ... -> cursor", wire, bare);
        }
    }

    private static void print(String what, List<Batch> batches, List<Batch> limit) {
        double wall = median(batches, 0);
        double cpu = median(batches, 1);
        Figures.line(
                "%-44s %6.2f M ticks/s  %6.2f M leg-ticks/s  %5.0f ns CPU/leg-tick (%4.1fx limit)  %5.0f B/frame",
                what,
                1e3 * TICKS / wall,
                1e3 * TICKS * LEGS_PER_SYMBOL / wall,
                cpu / TICKS / LEGS_PER_SYMBOL,
                cpu / median(limit, 1),
                median(batches, 2) / TICKS);
    }

    private static double median(List<Batch> batches, int column) {
        return Figures.median(batches.stream()
                .mapToDouble(batch -> new double[] {batch.nanos(), batch.cpuNanos(), batch.bytes()}[column])
                .toArray());
    }

    @Override
    public void close() throws IOException {
        rig.close();
        judge.close();
    }
}
