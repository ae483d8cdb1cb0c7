package dev.belay.exchange.binance;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a connection may be silent, in machine time, before it is taken for dead.
 *
 * @param frames between two frames; empty when a live connection may have nothing to say
 * @param socket between any two bytes, the exchange's pings among them
 */
record Silence(Optional<Duration> frames, Duration socket) {

    /** For a stream that promises a cadence. */
    static Silence ofFrames(Duration longest) {
        return new Silence(Optional.of(longest), longest.multipliedBy(2));
    }

    /** For a stream that promises none. */
    static Silence ofSocket(Duration longest) {
        return new Silence(Optional.empty(), longest);
    }
}
