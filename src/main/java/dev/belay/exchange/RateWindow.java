package dev.belay.exchange;

/**
 * What is used of one limit in the fixed window of exchange time that began at {@code start} (binance-api §3.1).
 *
 * <p>Nobody knows in which window the exchange counts a call that is on its way when the window turns; such a call counts
 * in both.
 *
 * @param used calls' cost of the window at {@code start}, ours and what the exchange told of others
 * @param out cost of our calls that are not answered
 */
record RateWindow(long lengthMillis, long start, int used, int out) {

    static RateWindow empty(long lengthMillis) {
        return new RateWindow(lengthMillis, 0, 0, 0);
    }

    int usedAt(long now) {
        return startOf(now) == start ? used : out;
    }

    RateWindow sent(int amount, long now) {
        return new RateWindow(lengthMillis, startOf(now), usedAt(now) + amount, out + amount);
    }

    RateWindow answered(int amount, long now) {
        return new RateWindow(lengthMillis, startOf(now), usedAt(now), Math.max(0, out - amount));
    }

    /** Believes the exchange where it counts more than we did, if what it counted is still the current window. */
    RateWindow told(int count, long sentAt, long now) {
        return count < 0 || startOf(sentAt) != startOf(now)
                ? this
                : new RateWindow(lengthMillis, startOf(now), Math.max(count, usedAt(now)), out);
    }

    long untilNext(long now) {
        return startOf(now) + lengthMillis - now;
    }

    private long startOf(long now) {
        return now - Math.floorMod(now, lengthMillis);
    }
}
