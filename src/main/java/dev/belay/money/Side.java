package dev.belay.money;

import java.math.BigDecimal;

/** What an order does. */
public enum Side {
    BUY,
    SELL;

    /** {@code amount} as a change of the position: positive when bought, negative when sold. */
    public BigDecimal signed(BigDecimal amount) {
        return this == BUY ? amount : amount.negate();
    }

    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
