package dev.belay.exchange.binance;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt to connect: from 0.2 s to 30 s, scattered so that nodes do not march in step. */
final class Backoff {

    private static final long FIRST_MILLIS = 400;
    private static final long LONGEST_MILLIS = 30_000;
    private static final int MOST_DOUBLINGS = 7;

    private Backoff() {}

    /** Between half and all of the wait after {@code failures} failed attempts in a row. */
    static Duration after(int failures, RandomGenerator random) {
        long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, MOST_DOUBLINGS));
        return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
    }
}
