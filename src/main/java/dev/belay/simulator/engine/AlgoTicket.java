package dev.belay.simulator.engine;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.util.Objects;

/**
 * A conditional order as it is asked for (binance-api §8.2).
 *
 * @param quantity zero with {@code closePosition}
 * @param reduceOnly as sent; the exchange stores true for closePosition
 * @param trigger zero for a trailing order
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
        String clientId,
        AlgoTerms terms) {

    /** Lines that an older simulator remembered have no terms. */
    public AlgoTicket {
        terms = Objects.requireNonNullElse(terms, AlgoTerms.PLAIN);
    }

    /** An order without special terms. */
    public AlgoTicket(
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
        this(
                symbol,
                positionSide,
                side,
                type,
                quantity,
                trigger,
                workingType,
                closePosition,
                reduceOnly,
                priceProtect,
                clientId,
                AlgoTerms.PLAIN);
    }

    public PositionKey key() {
        return new PositionKey(symbol, positionSide);
    }

    /** GTE_GTC for closePosition, as the exchange stores it (binance-api §8.3). */
    public TimeInForce timeInForce() {
        return closePosition ? TimeInForce.GTE_GTC : terms.timeInForce();
    }

    /** Whether it ends with the position (GTE, binance-api §8.5). */
    boolean endsWithPosition() {
        return timeInForce() == TimeInForce.GTE_GTC;
    }

    boolean isTrailing() {
        return type == OrderType.TRAILING_STOP_MARKET;
    }

    /** Whether it can only reduce: by its flags, or by nature in hedge mode (binance-api §13). */
    boolean onlyReduces() {
        return reduceOnly || closePosition || born(quantity).onlyReduces();
    }

    /** Whether {@code price} fulfils the trigger condition; a trailing order has another one (binance-api §8.5). */
    public boolean isTriggeredBy(Price price) {
        boolean upwards = type.isStop() == (side == Side.BUY);
        return upwards ? price.compareTo(trigger) >= 0 : price.compareTo(trigger) <= 0;
    }

    /** The regular order that a trigger gives birth to; it carries the same client id. */
    OrderTicket born(Quantity size) {
        boolean isLimit = type == OrderType.STOP || type == OrderType.TAKE_PROFIT;
        return new OrderTicket(
                symbol,
                positionSide,
                side,
                isLimit ? OrderType.LIMIT : OrderType.MARKET,
                timeInForce(),
                size,
                isLimit ? terms.price() : Price.ZERO,
                reduceOnly,
                closePosition,
                clientId,
                terms.goodTillDate());
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
                id,
                terms);
    }
}
