package dev.belay.trailing;

/**
 * Tells a price from a slip of the stream: one that is a fifth away from the price of a moment ago counts only when the
 * next one says the same (reliability M3). What is dropped costs a second at most; the stop at the exchange rests all the
 * same. Mutable, allocates nothing; prices in units, times in epoch milliseconds.
 */
final class PriceCheck {

    private static final long MOMENT_MILLIS = 5_000;
    private static final long PARTS = 5;

    private long last;
    private long lastAt;
    private long doubted;

    /** Begins with a price that is known to have been one. */
    PriceCheck(long known, long now) {
        last = known;
        lastAt = now;
    }

    /** Whether {@code price} of the exchange time {@code at} counts. */
    boolean isBelievable(long price, long at) {
        boolean far = at - lastAt <= MOMENT_MILLIS && isFar(price, last);
        boolean confirmed = doubted > 0 && !isFar(price, doubted);
        if (price <= 0 || (far && !confirmed)) {
            doubted = price;
            return false;
        }
        last = price;
        lastAt = at;
        doubted = 0;
        return true;
    }

    private static boolean isFar(long price, long from) {
        return Math.abs(price - from) > from / PARTS;
    }
}
