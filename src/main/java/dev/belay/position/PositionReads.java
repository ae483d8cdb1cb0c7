package dev.belay.position;

import dev.belay.protection.CancelGate;
import java.time.Duration;
import java.util.List;

/**
 * How often all positions are read, whatever the stream says: one that it was silent about is without a stop until it is
 * read. Of the weight of a minute that takes one part in eighty (binance-api §3.3).
 *
 * <p>While stops are being moved it is done twice as often. The cancel of a stop that was replaced needs a fresh snapshot of
 * its position ({@link CancelGate}); one read of all costs as much as one of a single symbol, and without it the reads of
 * many legs would use up the weight.
 */
final class PositionReads {

    static final Duration EVERY = Duration.ofMillis(CancelGate.FRESH_MILLIS);
    static final Duration WHILE_MOVING = EVERY.dividedBy(2);

    private boolean moved;

    /** A leg has written {@code events}. */
    void note(List<LegEvent> events) {
        moved |= events.stream().anyMatch(LegEvent.StopIntended.class::isInstance);
    }

    /** How long after this reading the next is due. */
    Duration next() {
        Duration wait = moved ? WHILE_MOVING : EVERY;
        moved = false;
        return wait;
    }
}
