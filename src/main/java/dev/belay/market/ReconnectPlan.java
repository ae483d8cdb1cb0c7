package dev.belay.market;

import java.time.Duration;

/**
 * When a stream's connection is made again (binance-api §9.1, §10.6). The draw, 0 to 999, comes from outside and scatters
 * the times, so that nodes do not march in step.
 */
public final class ReconnectPlan {

    /** The exchange cuts every connection after 24 hours; it is replaced in good time. */
    private static final Duration PLANNED = Duration.ofHours(23);

    private static final Duration PLANNED_SPREAD = Duration.ofMinutes(30);
    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 30_000;
    private static final int MOST_DOUBLINGS = 5;

    private ReconnectPlan() {}

    /** The age at which a connection that works is replaced, in exchange time. */
    public static Duration planned(int draw) {
        return PLANNED.plus(PLANNED_SPREAD.multipliedBy(draw).dividedBy(1_000));
    }

    /** The wait after {@code failures} failed attempts in a row: from 1 s to 30 s. */
    public static Duration retry(int failures, int draw) {
        long pause = FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS);
        return Duration.ofMillis(Math.min(LONGEST_MILLIS, pause + pause / 2 * draw / 1_000));
    }
}
