package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.money.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How far a trailing order has come (binance-api §8.5).
 *
 * @param activated whether the activation price was reached
 * @param extreme the highest working price since the placement for SELL, the lowest for BUY; zero for other orders
 */
public record Trail(boolean activated, Price extreme) {

    /** Of an order that does not trail. */
    static final Trail NONE = new Trail(false, Price.ZERO);

    private static final BigDecimal HUNDRED = new BigDecimal("100");

    /** The trail after {@code price}; the same object when nothing changes. */
    Trail after(Price price, Side side, Price activation) {
        boolean isFurther = side == Side.SELL ? price.compareTo(extreme) > 0 : price.compareTo(extreme) < 0;
        if (activated && !isFurther) {
            return this;
        }
        Price furthest = isFurther ? price : extreme;
        boolean isReached =
                side == Side.SELL ? furthest.compareTo(activation) >= 0 : furthest.compareTo(activation) <= 0;
        return isFurther || isReached ? new Trail(isReached, furthest) : this;
    }

    /** Whether {@code price} has come back from the extreme by {@code callbackRate} percent. */
    boolean isTriggeredBy(Price price, Side side, BigDecimal callbackRate) {
        if (!activated || price.equals(extreme)) {
            return false;
        }
        BigDecimal level = level(side, callbackRate);
        int order = price.decimal().compareTo(level);
        return side == Side.SELL ? order <= 0 : order >= 0;
    }

    /** The price at which it triggers as things are. */
    BigDecimal level(Side side, BigDecimal callbackRate) {
        BigDecimal part = callbackRate.divide(HUNDRED, 8, RoundingMode.HALF_EVEN);
        BigDecimal factor = side == Side.SELL ? BigDecimal.ONE.subtract(part) : BigDecimal.ONE.add(part);
        return extreme.decimal().multiply(factor);
    }
}
