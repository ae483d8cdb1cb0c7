package dev.belay.simulator;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.AlgoTicket;
import dev.belay.simulator.engine.OrderTicket;
import dev.belay.simulator.engine.OrderType;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.Refusal;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.engine.SimulatedPosition;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.engine.TimeInForce;
import dev.belay.simulator.engine.WorkingType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Supplier;

/** What a person does on the exchange's own website; the exchange refuses it as it would a program's request. */
public final class HumanActs {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal LIMIT_AT = new BigDecimal("0.97");
    private static final BigDecimal STOP_AT = new BigDecimal("0.80");

    private static final int NAME_LENGTH = 20;

    private final SimulatedExchange exchange;
    private final long now;
    private final Supplier<String> names;

    /** @param names 64 letters and digits that do not repeat, for the ids of the orders */
    HumanActs(SimulatedExchange exchange, long now, Supplier<String> names) {
        this.exchange = exchange;
        this.now = now;
        this.names = names;
    }

    /** Opens or grows a position by a market order. */
    public SimulatedOrder open(PositionKey key, Side side, Quantity quantity) {
        return exchange.place(market(key, side, quantity, false), now);
    }

    /** Takes {@code quantity} off a position by a market order. */
    public SimulatedOrder reduce(PositionKey key, Quantity quantity) {
        return exchange.place(market(key, closing(position(key)), quantity, key.side() == PositionSide.BOTH), now);
    }

    /** Takes {@code percent} off a position, at least one step. */
    public SimulatedOrder reduceBy(PositionKey key, BigDecimal percent) {
        SymbolSpec spec = exchange.market().spec(key.symbol());
        BigDecimal size = position(key).size().decimal();
        BigDecimal part = size.multiply(percent).divide(HUNDRED, RoundingMode.DOWN);
        BigDecimal step = spec.quantity().step().decimal();
        BigDecimal steps = part.divide(step, 0, RoundingMode.DOWN).max(BigDecimal.ONE);
        return reduce(key, Quantity.of(steps.multiply(step).toPlainString()));
    }

    /** Closes a position by a market order; refused when it is flat. */
    public SimulatedOrder close(PositionKey key) {
        return reduce(key, position(key).size());
    }

    /** Turns a position round: as large, on the other side. */
    public SimulatedOrder flip(PositionKey key) {
        SimulatedPosition position = position(key);
        Refusal.REDUCE_ONLY.when(position.isFlat());
        Side side = closing(position);
        if (key.side() == PositionSide.BOTH) {
            return open(key, side, position.size().plus(position.size()));
        }
        close(key);
        PositionSide other = key.side() == PositionSide.LONG ? PositionSide.SHORT : PositionSide.LONG;
        return open(new PositionKey(key.symbol(), other), side, position.size());
    }

    /** A limit order and a stop, both far from the price, that belong to nobody's program. */
    public SimulatedOrder foreignOrders(Symbol symbol) {
        SymbolSpec spec = exchange.market().spec(symbol);
        boolean hedge = exchange.state().hedge();
        PositionKey key = new PositionKey(symbol, hedge ? PositionSide.LONG : PositionSide.BOTH);
        Price limit = away(spec, LIMIT_AT);
        Quantity quantity = smallest(spec, limit);
        exchange.place(stop(key, quantity, away(spec, STOP_AT), !hedge), now);
        return exchange.place(
                new OrderTicket(
                        symbol,
                        key.side(),
                        Side.BUY,
                        OrderType.LIMIT,
                        TimeInForce.GTC,
                        quantity,
                        limit,
                        false,
                        false,
                        name()),
                now);
    }

    private AlgoTicket stop(PositionKey key, Quantity quantity, Price trigger, boolean reduceOnly) {
        return new AlgoTicket(
                key.symbol(),
                key.side(),
                Side.SELL,
                OrderType.STOP_MARKET,
                quantity,
                trigger,
                WorkingType.MARK_PRICE,
                false,
                reduceOnly,
                false,
                name());
    }

    private Price away(SymbolSpec spec, BigDecimal factor) {
        BigDecimal tick = spec.tick().decimal();
        BigDecimal wanted = exchange.market().mark(spec.symbol()).decimal().multiply(factor);
        BigDecimal ticks = wanted.divide(tick, 0, RoundingMode.DOWN);
        return Price.of(ticks.multiply(tick).toPlainString());
    }

    private static Quantity smallest(SymbolSpec spec, Price price) {
        BigDecimal step = spec.quantity().step().decimal();
        BigDecimal steps = spec.minNotional()
                .divide(price.decimal(), RoundingMode.UP)
                .max(spec.quantity().minimum().decimal())
                .divide(step, 0, RoundingMode.UP)
                .add(BigDecimal.ONE);
        return Quantity.of(steps.multiply(step).toPlainString());
    }

    private SimulatedPosition position(PositionKey key) {
        return exchange.position(key).position();
    }

    private static Side closing(SimulatedPosition position) {
        return position.amount() > 0 ? Side.SELL : Side.BUY;
    }

    private OrderTicket market(PositionKey key, Side side, Quantity quantity, boolean reduceOnly) {
        return new OrderTicket(
                key.symbol(),
                key.side(),
                side,
                OrderType.MARKET,
                TimeInForce.GTC,
                quantity,
                Price.ZERO,
                reduceOnly,
                false,
                name());
    }

    private String name() {
        String text = names.get();
        return "web_" + text.substring(Math.max(0, text.length() - NAME_LENGTH));
    }
}
