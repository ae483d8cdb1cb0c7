package dev.belay.market;

/**
 * When a stream that is silent is opened anew: at once, and as long as that does not help ever more rarely. A symbol may
 * be silent because its market is, and every renewal costs the other symbols' watchers a connection. Times are exchange
 * time in epoch milliseconds.
 */
final class RenewalPlan {

    static final long APART_MILLIS = 30_000;
    static final long APART_MOST_MILLIS = 3_600_000;

    private long notBefore;
    private long apart = APART_MILLIS;

    /** Nothing is silent: the next silence is a new one. */
    void healed() {
        apart = APART_MILLIS;
    }

    /** Something is silent at {@code now}; says whether to open the stream anew for it. */
    boolean isDue(long now) {
        if (now < notBefore) {
            return false;
        }
        notBefore = now + apart;
        apart = Math.min(2 * apart, APART_MOST_MILLIS);
        return true;
    }
}
