package dev.belay.simulation;

import dev.belay.money.Symbol;
import dev.belay.simulator.SimulatorCore;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets the exchange do something wrong, once or for a while: what chance says as a fault of the simulator. */
final class ExchangeTroubles {

    private final SimulatorCore exchange;
    private final List<Symbol> symbols;
    private final Dice dice;
    private final Map<String, Mishap> armed = new HashMap<>();

    ExchangeTroubles(SimulatorCore exchange, List<Symbol> symbols, Dice dice) {
        this.exchange = exchange;
        this.symbols = symbols;
        this.dice = dice;
    }

    void arm(Mishap mishap) {
        orders(mishap).forEach(order -> arm(mishap, order));
    }

    /** Arms it at {@code symbol}, or where chance says for "", and for {@code millis}, or as usual for 0. */
    void arm(Mishap mishap, String symbol, long millis) {
        for (FaultOrder usual : orders(mishap)) {
            FaultOrder order = millis > 0 ? lasting(usual, millis) : usual;
            arm(mishap, symbol.isEmpty() ? order : order.at(symbol));
        }
    }

    private static FaultOrder lasting(FaultOrder order, long millis) {
        return new FaultOrder(order.fault(), order.target(), 0, order.perMille(), millis, order.parameters());
    }

    private void arm(Mishap mishap, FaultOrder order) {
        armed.put(order.fault().name(), mishap);
        exchange.arm(order);
    }

    /** What was armed as the simulator's {@code fault}. */
    Optional<Mishap> mishap(String fault) {
        return Optional.ofNullable(armed.get(fault));
    }

    private List<FaultOrder> orders(Mishap mishap) {
        return mishap == Mishap.PRICE_SPIKE ? spike() : List.of(order(mishap));
    }

    /** The price jumps and is back a second later. */
    private List<FaultOrder> spike() {
        int percent = dice.detail(Mishap.PRICE_SPIKE, 9) - 4;
        BigDecimal back = BigDecimal.valueOf(-100L * percent)
                .divide(BigDecimal.valueOf(100L + percent), 6, RoundingMode.HALF_EVEN);
        FaultOrder jump = FaultOrder.once(Fault.GAP_THROUGH_STOP)
                .at(symbols.get(dice.detail(Mishap.PRICE_SPIKE, symbols.size())).name());
        return List.of(jump.with("percent", percent), jump.with("percent", back.toPlainString()));
    }

    private FaultOrder order(Mishap mishap) {
        return switch (mishap) {
            case UNKNOWN_EXECUTED -> FaultOrder.once(Fault.UNKNOWN_EXECUTED);
            case UNKNOWN_NOT_EXECUTED -> FaultOrder.once(Fault.UNKNOWN_NOT_EXECUTED);
            case UNAVAILABLE -> FaultOrder.once(oneOf(Fault.HTTP_503_B, Fault.HTTP_503_C));
            case THROTTLED -> FaultOrder.once(Fault.HTTP_503_D).times(1 + dice.draw(Draw.FAULT_DETAIL, 5));
            case TIMED_OUT ->
                FaultOrder.once(Fault.TIMEOUT_1007).with("executed", dice.draw(Draw.FAULT_DETAIL, 2) == 0);
            case TOO_MANY_REQUESTS -> FaultOrder.once(Fault.RATE_429);
            case TOO_MANY_ORDERS -> FaultOrder.once(Fault.ORDERS_1015);
            case BANNED -> FaultOrder.once(Fault.BAN_418).with("ms", 2_000 + dice.draw(Draw.FAULT_DETAIL, 30_000));
            case FORBIDDEN -> FaultOrder.once(Fault.WAF_403_HTML);
            case KEY_REVOKED -> FaultOrder.lasting(Fault.KEY_REVOKED, 500 + dice.detail(mishap, 20_000));
            case UNKNOWN_CODE -> FaultOrder.once(Fault.UNKNOWN_CODE);
            case POSITIONS_TWICE -> FaultOrder.once(Fault.DUP_POSITIONS);
            case STREAM_HALF_OPEN -> FaultOrder.once(Fault.HALF_OPEN).at("private");
            case EMPTY_POSITIONS -> lasting(Fault.EMPTY_POSITIONS, 12_000);
            case PARTIAL_POSITIONS -> lasting(Fault.PARTIAL_POSITIONS, 12_000).at(symbol());
            case STALE_POSITIONS -> lasting(Fault.STALE_POSITIONS, 5_000);
            case CLOCK_SKEWED ->
                lasting(Fault.CLOCK_SKEW, 20_000).with("ms", dice.draw(Draw.FAULT_DETAIL, 16_000) - 8_000);
            case WOULD_TRIGGER -> FaultOrder.once(Fault.NEG_2021_RACE).at(symbol());
            case ALGO_FORGETS -> lasting(Fault.ALGO_FORGETS, 60_000).at(symbol());
            case NO_POSITION_YET -> lasting(Fault.NEG_4509_FOR, 3_000).at(symbol());
            case ALGO_LIMIT -> lasting(Fault.MAX_ALGO_REACHED, 5_000);
            case PARTIAL_STOP_FILL ->
                FaultOrder.once(Fault.PARTIAL_STOP_FILL).with("percent", 10 + dice.draw(Draw.FAULT_DETAIL, 80));
            case UNKNOWN_FIELD -> lasting(Fault.UNKNOWN_FIELD, 30_000);
            case UNKNOWN_ENUM -> FaultOrder.once(Fault.UNKNOWN_ENUM);
            case KEY_EXPIRED -> FaultOrder.once(Fault.LISTEN_KEY_EXPIRE).with("event", told());
            case STOP_STUCK -> FaultOrder.once(Fault.ALGO_STUCK_TRIGGERING).at(symbol());
            case STOP_CANCELED_BY_SYSTEM ->
                FaultOrder.once(Fault.ALGO_SYSTEM_CANCEL)
                        .at(symbol())
                        .with("ms", 1_000 + dice.draw(Draw.FAULT_DETAIL, 53_000));
            case TRIGGER_REJECTED -> FaultOrder.once(Fault.TRIGGER_REJECT).at(symbol());
            case LIQUIDATION -> FaultOrder.once(Fault.LIQUIDATE).at(symbol());
            case DELEVERAGING ->
                FaultOrder.once(Fault.ADL).at(symbol()).with("percent", 10 + dice.draw(Draw.FAULT_DETAIL, 90));
            case PRICE_GAP ->
                FaultOrder.once(Fault.GAP_THROUGH_STOP)
                        .at(symbol())
                        .with("percent", dice.draw(Draw.FAULT_DETAIL, 9) - 4);
            case SYMBOL_HALTED -> lasting(Fault.SYMBOL_HALT, 5_000).at(symbol());
            case FOREIGN_ORDERS -> FaultOrder.once(Fault.FOREIGN_ORDER).at(symbol());
            case LEVERAGE_CHANGED ->
                FaultOrder.once(Fault.LEVERAGE_CHANGE)
                        .at(symbol())
                        .with("leverage", 2 + dice.draw(Draw.FAULT_DETAIL, 18));
            case MODE_SWITCHED -> FaultOrder.once(Fault.MODE_CHANGE);
            default -> throw new IllegalArgumentException("no fault of the exchange: " + mishap);
        };
    }

    private FaultOrder lasting(Fault fault, int most) {
        return FaultOrder.lasting(fault, 500 + dice.draw(Draw.SPELL_TIME, most));
    }

    private Fault oneOf(Fault one, Fault other) {
        return dice.draw(Draw.FAULT_DETAIL, 2) == 0 ? one : other;
    }

    private String told() {
        return switch (dice.draw(Draw.FAULT_DETAIL, 3)) {
            case 0 -> "with";
            case 1 -> "without";
            default -> "double";
        };
    }

    private String symbol() {
        return symbols.get(dice.draw(Draw.WHICH_SYMBOL, symbols.size())).name();
    }
}
