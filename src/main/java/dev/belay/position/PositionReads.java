package dev.belay.position;

import dev.belay.protection.CancelGate;
import java.time.Duration;
import java.util.List;

/**
 * How often all positions are read while stops are being moved. The cancel of a stop that was replaced needs a fresh
 * snapshot of its position ({@link CancelGate}); one read of all costs as much as one of a single symbol (binance-api
 * §3.3), and without it the reads of many legs would use up the weight of the minute.
 */
final class PositionReads {

    static final Duration EVERY = Duration.ofMillis(CancelGate.FRESH_MILLIS / 2);

    private boolean scheduled;
    private boolean moved;

    /** Whether a read is to be scheduled now, after a leg's {@code events}. */
    boolean isToSchedule(List<LegEvent> events) {
        boolean moves = events.stream().anyMatch(LegEvent.StopIntended.class::isInstance);
        moved |= moves;
        boolean first = moves && !scheduled;
        scheduled |= first;
        return first;
    }

    /** Whether to read now, and again after {@link #EVERY}; nothing moves any more when not. */
    boolean isDue() {
        scheduled = moved;
        moved = false;
        return scheduled;
    }
}
