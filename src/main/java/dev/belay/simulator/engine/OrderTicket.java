package dev.belay.simulator.engine;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;

/**
 * A regular order as it is asked for (binance-api §7).
 *
 * @param price zero for MARKET
 * @param closePosition true only for orders born from a closePosition stop
 * @param clientId "" lets the exchange choose one
 * @param goodTillDate when a GTD order ends, epoch milliseconds; else 0
 */
public record OrderTicket(
        Symbol symbol,
        PositionSide positionSide,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        Quantity quantity,
        Price price,
        boolean reduceOnly,
        boolean closePosition,
        String clientId,
        long goodTillDate) {

    /** An order without an end. */
    public OrderTicket(
            Symbol symbol,
            PositionSide positionSide,
            Side side,
            OrderType type,
            TimeInForce timeInForce,
            Quantity quantity,
            Price price,
            boolean reduceOnly,
            boolean closePosition,
            String clientId) {
        this(symbol, positionSide, side, type, timeInForce, quantity, price, reduceOnly, closePosition, clientId, 0);
    }

    /** A MARKET order of one-way mode. */
    public static OrderTicket market(Symbol symbol, Side side, Quantity quantity, boolean reduceOnly, String clientId) {
        return new OrderTicket(
                symbol,
                PositionSide.BOTH,
                side,
                OrderType.MARKET,
                TimeInForce.GTC,
                quantity,
                Price.ZERO,
                reduceOnly,
                false,
                clientId);
    }

    public PositionKey key() {
        return new PositionKey(symbol, positionSide);
    }

    /** Whether it can only reduce: by its flag, or by nature in hedge mode (binance-api §13). */
    public boolean onlyReduces() {
        return reduceOnly
                || (positionSide == PositionSide.LONG && side == Side.SELL)
                || (positionSide == PositionSide.SHORT && side == Side.BUY);
    }

    OrderTicket of(Quantity other) {
        return changed(other, price, clientId);
    }

    OrderTicket named(String id) {
        return changed(quantity, price, id);
    }

    OrderTicket amended(Quantity newQuantity, Price newPrice) {
        return changed(newQuantity, newPrice, clientId);
    }

    private OrderTicket changed(Quantity newQuantity, Price newPrice, String id) {
        return new OrderTicket(
                symbol,
                positionSide,
                side,
                type,
                timeInForce,
                newQuantity,
                newPrice,
                reduceOnly,
                closePosition,
                id,
                goodTillDate);
    }
}
