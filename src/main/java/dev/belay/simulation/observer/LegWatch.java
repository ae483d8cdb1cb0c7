package dev.belay.simulation.observer;

/**
 * Since when something has been missing from a leg. A clock starts when it begins to miss, and anew with each act of
 * others that the guard has to answer.
 */
final class LegWatch {

    /** Never due. */
    static final long NEVER = Long.MAX_VALUE;

    /** A stretch of time in which something is missing. */
    static final class Stretch {
        /** When it began, 0 while nothing is missing. */
        long since;
        /** From when on the guard's time runs. */
        long from;

        Cause cause = Cause.OPENED;
        boolean told;

        boolean isOn() {
            return since > 0;
        }

        /** Takes note of whether something is missing at {@code at}, after {@code why}. */
        void note(boolean missing, Cause why, long at) {
            if (!missing) {
                since = 0;
                told = false;
            } else if (since == 0) {
                since = at;
                from = at;
                cause = why;
            } else if (why != Cause.OWN_ACT) {
                from = at;
                told = false;
            }
        }

        /** The last moment at which it may still be missing. */
        long due(long limit, long excusedUntil) {
            return since == 0 || told ? NEVER : Math.max(from, excusedUntil) + limit;
        }
    }

    /** No stop closes the position. */
    final Stretch bare = new Stretch();

    /** No working stop closes it. */
    final Stretch unworked = new Stretch();

    /** Not exactly D and W are there; or, for a flat leg, something is. */
    final Stretch incomplete = new Stretch();

    /** Since when the position, of whatever size and side, has been open and is not yet counted; 0 while flat. */
    long heldSince;

    /** The number of the newest stop that was told of as an orphan. */
    long toldOrphan;
}
