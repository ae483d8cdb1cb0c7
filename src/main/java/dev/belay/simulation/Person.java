package dev.belay.simulation;

import dev.belay.money.PositionSide;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.HumanActs;
import dev.belay.simulator.SimulatorCore;
import dev.belay.simulator.engine.ExchangeError;
import dev.belay.simulator.engine.OrderName;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedPosition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Consumer;

/** Trades by hand, as people do, without asking the guardian. What the exchange refuses is lost. */
final class Person {

    private static final BigDecimal SMALLEST_STAKE = BigDecimal.valueOf(150);

    private final SimulatorCore exchange;
    private final Dice dice;

    Person(SimulatorCore exchange, Dice dice) {
        this.exchange = exchange;
        this.dice = dice;
    }

    /** Does to {@code symbol} what {@code mishap} says, if it can be done now. */
    void act(Mishap mishap, Symbol symbol) {
        PositionKey key = key(symbol);
        SimulatedPosition position = exchange.exchange().position(key).position();
        switch (mishap) {
            case OPENED_BY_HAND -> when(position.isFlat(), person -> person.open(key, side(key), stake(symbol)));
            case INCREASED_BY_HAND ->
                when(!position.isFlat(), person -> person.open(key, sideOf(position), stake(symbol)));
            case REDUCED_BY_HAND ->
                when(
                        !position.isFlat(),
                        person -> person.reduceBy(key, BigDecimal.valueOf(10 + dice.draw(Draw.HOW_MUCH, 80))));
            case CLOSED_BY_HAND -> when(!position.isFlat(), person -> person.close(key));
            case FLIPPED_BY_HAND -> when(!position.isFlat(), person -> person.flip(key));
            case STOP_CANCELED_BY_HAND -> cancelStop(symbol);
            default -> throw new IllegalArgumentException("nothing that a person does: " + mishap);
        }
    }

    /** Opens a position of {@code quantity}. */
    void open(Symbol symbol, Side side, Quantity quantity) {
        when(true, person -> person.open(new PositionKey(symbol, PositionSide.BOTH), side, quantity));
    }

    /** Opens a position for so many USDT, or makes it larger. */
    void open(Symbol symbol, Side side, BigDecimal money) {
        open(symbol, side, quantity(symbol, money));
    }

    /** Takes so many percent off a position. */
    void reduce(Symbol symbol, BigDecimal percent) {
        when(true, person -> person.reduceBy(new PositionKey(symbol, PositionSide.BOTH), percent));
    }

    /** Takes out nearly all that the account's positions do not need: liquidation comes near. */
    BigDecimal withdraw() {
        BigDecimal held = exchange.exchange().positions().stream()
                .map(report -> report.notional().abs())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal left = held.multiply(BigDecimal.valueOf(1 + dice.detail(Mishap.FUNDS_WITHDRAWN, 10)))
                .movePointLeft(2);
        BigDecimal taken = exchange.exchange().state().wallet().subtract(left).max(BigDecimal.ZERO);
        deposit(taken.negate());
        return taken;
    }

    /** Pays in. */
    void deposit(BigDecimal amount) {
        exchange.exchange().deposit(amount, exchange.now());
        exchange.settle();
    }

    /** Cancels all stops of {@code symbol}. */
    void cancelStops(Symbol symbol) {
        stops(symbol).forEach(this::cancel);
    }

    private void cancelStop(Symbol symbol) {
        List<SimulatedAlgoOrder> stops = stops(symbol);
        if (!stops.isEmpty()) {
            cancel(stops.get(dice.draw(Draw.WHICH_STOP, stops.size())));
        }
    }

    private List<SimulatedAlgoOrder> stops(Symbol symbol) {
        return exchange.exchange().openAlgoOrders().stream()
                .filter(order -> order.symbol().equals(symbol))
                .toList();
    }

    private void cancel(SimulatedAlgoOrder stop) {
        when(
                true,
                person -> exchange.exchange()
                        .cancelAlgo(OrderName.of(stop.ticket().clientId()), exchange.now()));
    }

    private void when(boolean can, Consumer<HumanActs> act) {
        if (can) {
            try {
                act.accept(exchange.person());
            } catch (ExchangeError refused) {
                return;
            }
            exchange.settle();
        }
    }

    /** Of the leg that it acts on: in hedge mode a symbol has two. */
    private PositionKey key(Symbol symbol) {
        if (!exchange.exchange().state().hedge()) {
            return new PositionKey(symbol, PositionSide.BOTH);
        }
        boolean isLong = dice.detail(Mishap.MODE_SWITCHED, 2) == 0;
        return new PositionKey(symbol, isLong ? PositionSide.LONG : PositionSide.SHORT);
    }

    private Side side(PositionKey key) {
        return switch (key.side()) {
            case LONG -> Side.BUY;
            case SHORT -> Side.SELL;
            default -> eitherSide();
        };
    }

    private Side eitherSide() {
        return dice.draw(Draw.WHICH_SIDE, 2) == 0 ? Side.BUY : Side.SELL;
    }

    private static Side sideOf(SimulatedPosition position) {
        return position.amount() > 0 ? Side.BUY : Side.SELL;
    }

    private Quantity stake(Symbol symbol) {
        return quantity(symbol, SMALLEST_STAKE.multiply(BigDecimal.valueOf(1 + dice.draw(Draw.HOW_MUCH, 6))));
    }

    private Quantity quantity(Symbol symbol, BigDecimal money) {
        BigDecimal step = exchange.market().spec(symbol).quantity().step().decimal();
        BigDecimal steps = money.divide(exchange.market().mark(symbol).decimal().multiply(step), 0, RoundingMode.UP);
        return Quantity.of(steps.multiply(step).toPlainString());
    }
}
