package dev.belay.app;

import dev.belay.market.ExchangeClock;
import dev.belay.money.PositionSide;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An hour at the exchange: people open, grow, reduce, close and flip positions by hand, and faults of the streams and of
 * requests are armed at random, until five minutes before the end everything heals. Driven by one seed.
 */
final class Chaos {

    private static final Duration ACT_EVERY = Duration.ofSeconds(11);
    private static final long TROUBLE_FROM = Duration.ofMinutes(1).toMillis();
    private static final long TROUBLE_UNTIL = Duration.ofMinutes(55).toMillis();
    private static final long END = Duration.ofMinutes(60).toMillis();
    private static final List<String> EVENTS =
            List.of("ORDER_TRADE_UPDATE", "ACCOUNT_UPDATE", "ALGO_UPDATE", "private");

    private final SimulatorControl control;
    private final ExchangeClock clock;
    private final List<Symbol> symbols;
    private final SplittableRandom random;
    private final Map<String, Integer> tally = new TreeMap<>();
    private final long start;
    private volatile boolean over;

    Chaos(Simulator simulator, List<String> symbols, long seed) {
        this.control = simulator.control();
        this.clock = simulator.clock();
        this.symbols = symbols.stream().map(Symbol::new).toList();
        this.random = new SplittableRandom(seed);
        this.start = clock.millis();
    }

    void start() {
        later(0);
    }

    boolean isOver() {
        return over;
    }

    private void later(int turn) {
        clock.after(
                ACT_EVERY,
                () -> turn(turn).whenComplete((done, refused) -> {
                    if (!over) {
                        later(turn + 1);
                    }
                    clock.pace().end();
                }));
    }

    private CompletionStage<Void> turn(int turn) {
        long since = clock.millis() - start;
        if (since >= END) {
            control.pause();
            over = true;
            return nothing();
        }
        if (since >= TROUBLE_UNTIL) {
            return disarmAll();
        }
        if (since < TROUBLE_FROM) {
            return act(symbols.get(turn % symbols.size()), 0);
        }
        Symbol symbol = symbols.get(random.nextInt(symbols.size()));
        int what = random.nextInt(100);
        FaultOrder fault = fault();
        count(fault.fault().name());
        return control.arm(fault).thenCompose(armed -> what < 60 ? act(symbol, what) : nothing());
    }

    private static CompletionStage<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Void> disarmAll() {
        return control.armed()
                .thenCompose(armed -> CompletableFuture.allOf(armed.stream()
                        .map(one -> control.disarm(one.id()).toCompletableFuture())
                        .toArray(CompletableFuture[]::new)));
    }

    private void count(String what) {
        tally.merge(what, 1, Integer::sum);
    }

    private FaultOrder fault() {
        String event = EVENTS.get(random.nextInt(EVENTS.size()));
        int times = 1 + random.nextInt(3);
        return switch (random.nextInt(20)) {
            case 0, 1 -> FaultOrder.once(Fault.DROP_EVENT).at(event).times(times);
            case 2 -> FaultOrder.once(Fault.DUP_EVENT).at(event).times(times);
            case 3, 4 ->
                FaultOrder.once(Fault.DELAY_EVENT).at(event).times(times).with("ms", 100 + random.nextInt(8_000));
            case 5 -> FaultOrder.once(Fault.REORDER_ACROSS_TYPES).times(times);
            case 6 -> FaultOrder.once(Fault.SILENT_SOCKET).at(random.nextBoolean() ? "private" : "market");
            case 7 -> FaultOrder.once(Fault.HALF_OPEN).at("private");
            case 8 -> FaultOrder.once(Fault.CLOSE_SOCKET).at(random.nextBoolean() ? "private" : "market");
            case 9 ->
                FaultOrder.once(Fault.LISTEN_KEY_EXPIRE)
                        .with("event", List.of("with", "without", "double").get(random.nextInt(3)));
            case 10 -> FaultOrder.once(Fault.EMPTY_POSITIONS).times(times);
            case 16 -> FaultOrder.lasting(Fault.STALE_POSITIONS, 5_000 + random.nextInt(30_000));
            case 17 ->
                FaultOrder.once(Fault.PARTIAL_POSITIONS)
                        .at(symbols.get(random.nextInt(symbols.size())).name())
                        .times(times);
            case 18 -> FaultOrder.once(Fault.RATE_429);
            case 11 -> FaultOrder.once(Fault.RESPONSE_LOST);
            case 12 -> FaultOrder.once(Fault.UNKNOWN_EXECUTED);
            case 13 -> FaultOrder.once(Fault.UNKNOWN_NOT_EXECUTED);
            case 14 -> FaultOrder.once(Fault.HTTP_503_B).times(times);
            default -> FaultOrder.once(Fault.TIMEOUT_1007).with("executed", random.nextBoolean());
        };
    }

    /** Opens what is flat; grows, reduces, closes or flips what is open. */
    private CompletionStage<Void> act(Symbol symbol, int what) {
        var key = new PositionKey(symbol, PositionSide.BOTH);
        return control.with(exchange -> look(exchange, key)).thenCompose(seen -> trade(key, seen, what));
    }

    private CompletionStage<Void> trade(PositionKey key, Seen seen, int what) {
        return order(key, seen, what).thenAccept(done -> {});
    }

    private CompletionStage<SimulatedOrder> order(PositionKey key, Seen seen, int what) {
        Quantity stake = seen.stake();
        if (seen.amount() == 0) {
            count("open");
            return control.open(key, random.nextBoolean() ? Side.BUY : Side.SELL, stake);
        }
        Side opening = seen.amount() > 0 ? Side.BUY : Side.SELL;
        if (what < 15) {
            count("grow");
            return control.open(key, opening, stake);
        }
        if (what < 30) {
            count("close");
            return control.close(key);
        }
        if (what < 45) {
            count("flip");
            return control.open(key, opening.opposite(), new Quantity(Math.abs(seen.amount()) + stake.units()));
        }
        count("reduce");
        return control.reduce(key, new Quantity(Math.min(stake.units(), Math.abs(seen.amount()))));
    }

    private record Seen(long amount, Quantity stake) {}

    /** About 200 USDT, on the grid of steps. */
    private static Seen look(SimulatedExchange exchange, PositionKey key) {
        BigDecimal last = exchange.market().latest(key.symbol()).last().decimal();
        BigDecimal step = exchange.market().spec(key.symbol()).quantity().step().decimal();
        BigDecimal steps = new BigDecimal("200").divide(last.multiply(step), 0, RoundingMode.UP);
        return new Seen(exchange.position(key).position().amount(), Quantity.of(steps.multiply(step)));
    }

    @Override
    public String toString() {
        return "chaos " + tally;
    }
}
