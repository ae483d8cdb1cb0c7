package dev.belay.exchange;

import java.time.Duration;
import java.util.Optional;

/** How the key of the user stream is prolonged: it lives 60 minutes (binance-api §10.1). */
final class KeyKeeping {

    /**
     * Far more often than its life asks for: a key may end without a word, and then nobody else notices that the stream has
     * gone dumb. It costs a weight of one.
     */
    static final Duration EVERY = Duration.ofMinutes(1);

    private static final Duration AGAIN = Duration.ofSeconds(10);

    private KeyKeeping() {}

    /** When to prolong it next: soon, when it is not known whether it was prolonged now. */
    static Duration next(Outcome outcome) {
        boolean isUnclear = outcome instanceof Outcome.Unknown || outcome instanceof Outcome.NotSent;
        return isUnclear ? AGAIN : EVERY;
    }

    /** Whether {@code outcome} says that the key of {@code line} is gone (-1125), or that there is another one. */
    static boolean isLost(Outcome outcome, Optional<UserLine> line) {
        boolean isAnother = outcome instanceof Outcome.Done done
                && done.answer() instanceof Answer.UserStreamKey key
                && line.filter(live -> !live.usesKey(key.secret())).isPresent();
        return isAnother || outcome instanceof Outcome.Refused;
    }
}
