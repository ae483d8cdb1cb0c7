package dev.belay.position;

import java.time.Duration;
import java.util.List;

/** When an account is read again: one reading is due at a time, the earlier one, so that failed reads do not multiply. */
final class AuditTimes {

    static final Duration EVERY = Duration.ofSeconds(30);
    static final Duration AGAIN = Duration.ofSeconds(2);
    /** Time for other legs that need a reading as well. */
    static final Duration SOON = Duration.ofMillis(500);

    /** The first answers after a beginning come from an exchange that may not be ready (incidents.md #1): look again soon. */
    private static final List<Duration> FIRST =
            List.of(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(7));

    private long dueAt;
    private int looks = FIRST.size();

    /** A connection was opened, and a reading made: how long until the next. */
    Duration connected() {
        looks = 0;
        return next();
    }

    /**
     * A leg has begun to live. Legs that begin again and again must not use up what may be asked of the exchange: while the
     * account is read often anyway, that will do. Answers how long until the account is read for it.
     */
    Duration born() {
        boolean early = looks < FIRST.size();
        looks = early ? looks : 0;
        return early ? FIRST.get(1) : SOON;
    }

    /** How long after a reading the next is due. */
    Duration next() {
        return looks < FIRST.size() ? FIRST.get(looks++) : EVERY;
    }

    /** Whether a reading at {@code at}, epoch milliseconds, has to be waited for: none is due before it. */
    boolean plan(long at) {
        boolean isFirst = dueAt == 0 || at < dueAt;
        dueAt = isFirst ? at : dueAt;
        return isFirst;
    }

    /** Whether the reading that was waited for until {@code at} is still the one that is due; then none is any more. */
    boolean take(long at) {
        boolean isDue = at == dueAt;
        dueAt = isDue ? 0 : dueAt;
        return isDue;
    }
}
