package dev.belay.bench;

import akka.actor.typed.ActorRef;
import dev.belay.exchange.Answer;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopTicket;
import dev.belay.market.MarketPrice;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.position.Exposure;
import dev.belay.position.LegEvent;
import dev.belay.position.LegInput;
import dev.belay.position.PositionActor;
import dev.belay.position.Protection;
import dev.belay.trailing.Trail;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Events per second through the legs' actors: each leg hears of a better peak, writes that down and is told the next one
 * when it has. With snapshots every 50 events and the JSON; the calls of the exchange are stubbed. The limit is the same
 * database's own commit of one row, by one and by eight connections.
 */
final class JournalRate implements AutoCloseable {

    /** So many legs are opened together: more would wait for the database longer than Akka waits for a write. */
    private static final int AT_ONCE = 50;

    private final Rig rig;
    private final int legs;
    private final Map<Symbol, ActorRef<PositionActor.Command>> actors = new HashMap<>();
    private final Semaphore ready = new Semaphore(0);
    private final Semaphore written = new Semaphore(0);
    private volatile int wanted;
    private final Map<Symbol, int[]> done = new HashMap<>();

    JournalRate(Path home, int legs) throws InterruptedException {
        this(Rig.onH2(home), "main", legs);
    }

    JournalRate(Rig rig, String account, int legs) throws InterruptedException {
        this.rig = rig;
        this.legs = legs;
        ActorRef<ExchangeGatewayActor.Command> gateway = rig.ear("gateway", this::accept);
        ActorRef<PositionActor.Changed> watcher = rig.ear("watcher", this::changed);
        for (Symbol symbol : rig.know(legs)) {
            done.put(symbol, new int[1]);
        }
        var world = rig.world(gateway, rig.ear("market", command -> {}), watcher);
        int opened = 0;
        for (Symbol symbol : rig.symbols.all().keySet()) {
            actors.put(symbol, rig.open(account, symbol, world));
            if (++opened % AT_ONCE == 0) {
                ready.acquire(AT_ONCE);
            }
        }
        ready.acquire(legs % AT_ONCE);
    }

    private void accept(ExchangeGatewayActor.Command command) {
        if (command instanceof ExchangeGatewayActor.Call call && call.request() instanceof Request.PlaceStop place) {
            StopTicket ticket = place.ticket();
            var report = new Answer.StopReport(
                    ticket.leg().symbol(),
                    PositionSide.BOTH,
                    ticket.id(),
                    1,
                    Answer.StopStatus.NEW,
                    ticket.side(),
                    ticket.quantity(),
                    ticket.trigger(),
                    ticket.closePosition(),
                    true,
                    Quantity.ZERO,
                    "",
                    Rig.START);
            call.replyTo().tell(new ExchangeGatewayActor.Result(place, new Outcome.Done(report), Rig.START));
        }
    }

    private void changed(PositionActor.Changed change) {
        Symbol symbol = change.leg().id().symbol();
        if (change.events().get(0) instanceof LegEvent.PeakMoved) {
            written.release();
            if (++done.get(symbol)[0] < wanted) {
                tellBetterPeak(symbol, change.leg().open().orElseThrow());
            }
        } else if (Protection.of(change.leg()).isComplete()) {
            exposures.put(symbol, change.leg().open().orElseThrow());
            ready.release();
        }
    }

    private final Map<Symbol, Exposure> exposures = new java.util.concurrent.ConcurrentHashMap<>();
    private final Map<Symbol, Long> peaks = new java.util.concurrent.ConcurrentHashMap<>();

    private void tellBetterPeak(Symbol symbol, Exposure open) {
        Trail trail = open.trail();
        long units = peaks.merge(symbol, trail.peak().units() + 1, (last, first) -> last + 1);
        var peak = new Price(units);
        var better = trail.withPeak(peak);
        var mark = MarketPrice.mark(symbol, peak, Rig.START);
        actors.get(symbol).tell(new PositionActor.Hear(new LegInput.PeakReported(better, mark)));
    }

    /** Events per second when each leg writes {@code events}. */
    double rate(int events) throws InterruptedException {
        wanted = events;
        done.values().forEach(count -> count[0] = 0);
        long began = System.nanoTime();
        exposures.forEach(this::tellBetterPeak);
        written.acquire(events * legs);
        return 1e9 * events * legs / (System.nanoTime() - began);
    }

    /** The median time in milliseconds from a price to its committed event, of one event at a time of one leg. */
    double median(int events) throws InterruptedException {
        double[] millis = new double[events];
        for (int event = 0; event < events; event++) {
            wanted = 1;
            done.values().forEach(count -> count[0] = 0);
            long began = System.nanoTime();
            exposures.forEach(this::tellBetterPeak);
            written.acquire(legs);
            millis[event] = (System.nanoTime() - began) / 1e6;
        }
        return Figures.median(millis);
    }

    private static double commits(Path home, int connections, int commits) throws InterruptedException, SQLException {
        List<CommitLimit> limits = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            var limit = new CommitLimit(home, "limit-" + System.nanoTime());
            limits.add(limit);
            threads.add(new Thread(() -> {
                for (int commit = 0; commit < commits; commit++) {
                    limit.commit(1);
                }
            }));
        }
        long began = System.nanoTime();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        long nanos = System.nanoTime() - began;
        for (CommitLimit limit : limits) {
            limit.close();
        }
        return 1e9 * connections * commits / nanos;
    }

    static void run(Path home) throws InterruptedException, SQLException, IOException {
        Figures.title("journal: events/s through the actors of legs, H2 file, WRITE_DELAY=0");
        try (JournalRate one = new JournalRate(home.resolve("one"), 1);
                JournalRate hundred = new JournalRate(home.resolve("hundred"), 100)) {
            one.rate(3000);
            hundred.rate(100);
            commits(home.resolve("one"), 1, 3000);
            double[][] rates = new double[4][9];
            for (int round = 0; round < 9; round++) {
                rates[0][round] = commits(home.resolve("one"), 1, 1000);
                rates[1][round] = one.rate(1000);
                rates[2][round] = hundred.rate(30);
                rates[3][round] = commits(home.resolve("hundred"), 8, 400);
            }
            print("1 connection, bare commits (limit)", rates[0], rates[0]);
            print("1 leg", rates[1], rates[0]);
            print("8 connections, bare commits (limit)", rates[3], rates[3]);
            print("100 legs, pool of 8", rates[2], rates[3]);
        }
    }

    private static void print(String what, double[] rates, double[] limit) {
        Figures.line(
                "%-44s %7.0f /s  (%4.2f of the limit)  quartiles %.0f .. %.0f",
                what,
                Figures.median(rates),
                Figures.median(rates) / Figures.median(limit),
                Figures.quantile(rates, 0.25),
                Figures.quantile(rates, 0.75));
    }

    @Override
    public void close() {
        rig.close();
    }
}
