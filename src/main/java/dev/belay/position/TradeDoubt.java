package dev.belay.position;

import java.math.BigDecimal;

/**
 * What one incarnation of a leg knows of its fills and may forget: whether some may have been missed, and what has been
 * read of them. All times are exchange time in epoch milliseconds; 0 is never.
 */
final class TradeDoubt {

    /** The exchange's lists may lag its stream, and the stream its own other events, by this much. */
    static final long LAG_MILLIS = 3_000;

    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final int MOST_DOUBLINGS = 6;
    private static final int PATIENT_READINGS = 4;
    /** So many ids above the floor are enough reason to have the floor raised. */
    private static final int LARGEST_WINDOW = 100;

    private final LegMemory.Read read = new LegMemory.Read();
    private int readings;
    /** Since when the stream may have been silent without our knowing. */
    private long gapAt;
    /** Since when the position does not follow from the fills. */
    private long driftAt;
    /** The position when that was noticed. */
    private BigDecimal driftAmount = BigDecimal.ZERO;
    /** A difference that the exchange's own list does not explain: fills from before Belay's time. */
    private BigDecimal explained = BigDecimal.ZERO;
    /** Every fill up to this trade id is counted, as a read has shown. */
    private long completeThrough;

    void gap(long now) {
        gapAt = now;
        readings = 0;
    }

    long completeThrough() {
        return completeThrough;
    }

    /**
     * Looks whether the position follows from the fills. A difference that was made good by a fill is over; one that went
     * because the position moved back hides two missed fills and is read.
     */
    void compare(Leg leg, long now) {
        boolean follows = Fills.drift(leg).compareTo(explained) == 0;
        if (follows && driftAt > 0 && Fills.amount(leg).compareTo(driftAmount) == 0) {
            driftAt = 0;
        } else if (!follows && driftAt == 0) {
            driftAt = now;
            driftAmount = Fills.amount(leg);
            readings = 0;
        }
    }

    boolean isOpen(Leg leg) {
        return leg.fills().since() > 0
                && (gapAt > 0 || driftAt > 0 || leg.fills().window().ids().size() > LARGEST_WINDOW);
    }

    /** Whether to read the exchange's list now. */
    boolean isDue(Leg leg, long now) {
        long newest = Math.max(gapAt, driftAt);
        return isOpen(leg) && now - newest >= LAG_MILLIS && read.isDue(now, pauseMillis());
    }

    private long pauseMillis() {
        return FIRST_PAUSE_MILLIS << Math.min(readings, MOST_DOUBLINGS);
    }

    void asked(long now) {
        read.asked(now);
        readings++;
    }

    /** Whether it is too early to make do with a list that does not explain the position. */
    boolean isPatient() {
        return readings <= PATIENT_READINGS;
    }

    boolean isInFlight() {
        return read.inFlight;
    }

    void answered() {
        read.inFlight = false;
    }

    /**
     * The list was read at {@code readAt} and everything on it is counted in {@code leg}.
     *
     * @param settledThrough the highest id on it that is old enough for none below it to be missing
     */
    void settle(Leg leg, long readAt, long settledThrough) {
        completeThrough = Math.max(completeThrough, settledThrough);
        if (readAt - gapAt >= LAG_MILLIS) {
            gapAt = 0;
        }
        if (driftAt > 0 && readAt - driftAt >= LAG_MILLIS) {
            explained = Fills.drift(leg);
            driftAt = 0;
        }
    }
}
