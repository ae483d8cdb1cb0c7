package dev.belay.position;

import java.time.Duration;

/** When an account is read again: one reading is due at a time, the earlier one, so that failed reads do not multiply. */
final class AuditTimes {

    static final Duration EVERY = Duration.ofSeconds(30);
    static final Duration AGAIN = Duration.ofSeconds(2);

    private long dueAt;

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
