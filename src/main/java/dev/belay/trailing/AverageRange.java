package dev.belay.trailing;

import java.util.Arrays;

/**
 * The average true range of the last bars, built from the prices that are heard. It works on longs and allocates nothing
 * after its creation.
 *
 * <p>It says nothing before it has heard all its bars without a gap; a bar that was joined in its middle does not count,
 * except for its last price.
 */
final class AverageRange {

    /** Not enough bars. */
    static final long SILENT = -1;

    private final long barMillis;
    private final long[] ranges;
    private int known;
    private int oldest;
    private long sum;

    private long bar = Long.MIN_VALUE;
    private boolean whole;
    private long formerClose;
    private long high;
    private long low;
    private long close;

    AverageRange(StopRule.TrailByRange rule) {
        barMillis = rule.bar().toMillis();
        ranges = new long[rule.periods()];
    }

    /** The average in units, rounded down, or {@link #SILENT}. */
    long units() {
        return known < ranges.length ? SILENT : sum / ranges.length;
    }

    /** Takes note of a price; says whether a bar ended with it. */
    boolean hear(long price, long at) {
        long current = Math.floorDiv(at, barMillis);
        if (current <= bar) {
            high = Math.max(high, price);
            low = Math.min(low, price);
            close = price;
            return false;
        }
        boolean follows = current == bar + 1;
        if (!follows) {
            forget();
        } else if (whole) {
            add(Math.max(high, formerClose) - Math.min(low, formerClose));
        }
        bar = current;
        whole = follows;
        formerClose = close;
        high = price;
        low = price;
        close = price;
        return true;
    }

    private void add(long range) {
        sum += range - ranges[oldest];
        ranges[oldest] = range;
        oldest = (oldest + 1) % ranges.length;
        known = Math.min(known + 1, ranges.length);
    }

    private void forget() {
        Arrays.fill(ranges, 0);
        known = 0;
        oldest = 0;
        sum = 0;
    }
}
