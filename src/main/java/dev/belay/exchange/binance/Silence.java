package dev.belay.exchange.binance;

import java.time.Duration;

/**
 * How long a connection may be silent, in machine time, before it is taken for dead.
 *
 * @param frames between two frames
 * @param asks whether a sign of life is asked for at the first such silence, because a live connection may have nothing
 *     to say; then the second in a row is its end
 * @param socket between any two bytes
 */
record Silence(Duration frames, boolean asks, Duration socket) {

    /** For a stream that promises a cadence. */
    static Silence ofFrames(Duration longest) {
        return new Silence(longest, false, longest.multipliedBy(2));
    }

    /** For a stream that promises none. */
    static Silence withPing(Duration longest) {
        return new Silence(longest.dividedBy(2), true, longest.multipliedBy(2));
    }
}
