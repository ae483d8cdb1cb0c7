package dev.belay.simulator.engine;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;

/**
 * A conditional order as it is asked for (binance-api §8.2).
 *
 * @param quantity zero with {@code closePosition}
 * @param reduceOnly as sent; the exchange stores true for closePosition
 * @param clientId "" lets the exchange choose one
 */
public record AlgoTicket(
        Symbol symbol,
        PositionSide positionSide,
        Side side,
        OrderType type,
        Quantity quantity,
        Price trigger,
        WorkingType workingType,
        boolean closePosition,
        boolean reduceOnly,
        boolean priceProtect,
        String clientId) {

    public PositionKey key() {
        return new PositionKey(symbol, positionSide);
    }

    /** GTE_GTC for closePosition, as the exchange stores it (binance-api §8.3). */
    public TimeInForce timeInForce() {
        return closePosition ? TimeInForce.GTE_GTC : TimeInForce.GTC;
    }

    /** Whether {@code price} fulfils the trigger condition (binance-api §8.5). */
    public boolean isTriggeredBy(Price price) {
        boolean upwards = type.isStop() == (side == Side.BUY);
        return upwards ? price.compareTo(trigger) >= 0 : price.compareTo(trigger) <= 0;
    }

    /** The MARKET order that a trigger gives birth to; it carries the same client id. */
    OrderTicket market(Quantity size) {
        return new OrderTicket(
                symbol,
                positionSide,
                side,
                OrderType.MARKET,
                timeInForce(),
                size,
                Price.ZERO,
                reduceOnly,
                closePosition,
                clientId);
    }

    AlgoTicket stored(String id) {
        return new AlgoTicket(
                symbol,
                positionSide,
                side,
                type,
                quantity,
                trigger,
                workingType,
                closePosition,
                reduceOnly || closePosition,
                priceProtect,
                id);
    }
}
