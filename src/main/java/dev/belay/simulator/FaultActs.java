package dev.belay.simulator;

import dev.belay.money.Price;
import dev.belay.simulator.engine.ExchangeError;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.PositionReport;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.faults.FaultOrder;
import dev.belay.simulator.wire.SimulatedAccount;
import dev.belay.simulator.wire.StreamHub;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Faults that are acts: somebody does something to an account, or the price jumps (binance-api §16.7). They have one
 * chance when they are armed and at each moment of the market; without something to act on they wait.
 */
final class FaultActs {

    private static final List<Fault> ON_POSITIONS =
            List.of(Fault.MANUAL_CLOSE, Fault.MANUAL_REDUCE, Fault.MANUAL_FLIP, Fault.LIQUIDATE, Fault.ADL);
    private static final List<Fault> ON_SYMBOLS = List.of(Fault.FOREIGN_ORDER, Fault.LEVERAGE_CHANGE);
    private static final String HALF = "50";
    private static final String JUMP = "-3";
    private static final long USUAL_LEVERAGE = 5;

    private final FaultBoard board;
    private final StreamHub hub;
    private final Supplier<String> names;

    FaultActs(FaultBoard board, StreamHub hub, Supplier<String> names) {
        this.board = board;
        this.hub = hub;
        this.names = names;
    }

    /** Does to an account what is due at this moment. */
    void attend(SimulatedAccount account, long now) {
        if (board.isQuiet()) {
            return;
        }
        SimulatedExchange exchange = account.exchange();
        for (PositionReport report : exchange.positions()) {
            ON_POSITIONS.forEach(
                    fault -> onPosition(fault, account, report.position().key(), now));
        }
        for (SymbolSpec spec : symbols(exchange)) {
            ON_SYMBOLS.forEach(fault -> onSymbol(fault, account, spec, now));
        }
        modeChange(account, now);
        listenKey(account, now);
    }

    /** Symbols with a position come first. */
    private static Set<SymbolSpec> symbols(SimulatedExchange exchange) {
        Set<SymbolSpec> all = new LinkedHashSet<>();
        exchange.positions()
                .forEach(report ->
                        all.add(exchange.market().spec(report.position().key().symbol())));
        all.addAll(exchange.market().specs());
        return all;
    }

    private void onPosition(Fault fault, SimulatedAccount account, PositionKey key, long now) {
        SimulatedExchange exchange = account.exchange();
        if (exchange.position(key).position().isFlat()) {
            return;
        }
        board.fires(fault, now, key.symbol().name(), account.name())
                .ifPresent(order -> unlessRefused(() -> act(order, exchange, key, now)));
    }

    private void act(FaultOrder order, SimulatedExchange exchange, PositionKey key, long now) {
        HumanActs person = new HumanActs(exchange, now, names);
        BigDecimal percent = new BigDecimal(order.text("percent", HALF));
        switch (order.fault()) {
            case MANUAL_CLOSE -> person.close(key);
            case MANUAL_REDUCE -> person.reduceBy(key, percent);
            case MANUAL_FLIP -> person.flip(key);
            case LIQUIDATE -> exchange.liquidate(key, now);
            case ADL -> exchange.deleverage(key, percent.movePointLeft(2), now);
            default -> throw new IllegalArgumentException("not an act on a position: " + order.fault());
        }
    }

    private void onSymbol(Fault fault, SimulatedAccount account, SymbolSpec spec, long now) {
        board.fires(fault, now, spec.symbol().name(), account.name())
                .ifPresent(order -> unlessRefused(() -> {
                    if (fault == Fault.FOREIGN_ORDER) {
                        new HumanActs(account.exchange(), now, names).foreignOrders(spec.symbol());
                    } else {
                        int leverage = (int) order.number("leverage", USUAL_LEVERAGE);
                        account.exchange().setLeverage(spec.symbol(), leverage, now);
                    }
                }));
    }

    /** The exchange allows it only without positions and orders. */
    private void modeChange(SimulatedAccount account, long now) {
        SimulatedExchange exchange = account.exchange();
        boolean can = exchange.positions().isEmpty()
                && exchange.openOrders().isEmpty()
                && exchange.openAlgoOrders().isEmpty();
        if (can && board.fires(Fault.MODE_CHANGE, now, account.name()).isPresent()) {
            exchange.setHedgeMode(!exchange.state().hedge());
        }
    }

    private void listenKey(SimulatedAccount account, long now) {
        if (account.listenKeys().active().isEmpty()) {
            return;
        }
        board.fires(Fault.LISTEN_KEY_EXPIRE, now, account.name(), "private").ifPresent(order -> {
            int told = switch (order.text("event", "with")) {
                case "without" -> 0;
                case "double" -> 2;
                default -> 1;
            };
            hub.expireKeyNow(account.listenKeys(), told, now);
        });
    }

    /** The price as it comes, or after a jump. */
    PriceStep jumped(PriceStep step, SymbolSpec spec) {
        return board.isQuiet()
                ? step
                : board.fires(Fault.GAP_THROUGH_STOP, step.at(), step.symbol().name())
                        .map(order -> jumped(step, spec, new BigDecimal(order.text("percent", JUMP))))
                        .orElse(step);
    }

    private static PriceStep jumped(PriceStep step, SymbolSpec spec, BigDecimal percent) {
        BigDecimal factor = BigDecimal.ONE.add(percent.movePointLeft(2));
        BigDecimal tick = spec.tick().decimal();
        BigDecimal ticks = step.last()
                .decimal()
                .multiply(factor)
                .divide(tick, 0, RoundingMode.HALF_EVEN)
                .max(BigDecimal.ONE);
        Price price = Price.of(ticks.multiply(tick).toPlainString());
        return new PriceStep(step.symbol(), step.at(), price, price, step.volume());
    }

    /** What the exchange refuses a person is lost; the fault has fired. */
    private static void unlessRefused(Runnable act) {
        try {
            act.run();
        } catch (ExchangeError refused) {
            // The audit has the fault; that it changed nothing is seen there as well.
        }
    }
}
