package dev.belay.position;

import dev.belay.exchange.Request;
import java.util.List;
import java.util.Optional;

/**
 * The newest connection of the user stream, from its opening on: whether the state before it has been read, and whether
 * the exchange's lists show something that it should have told and did not. Plain Java, owned by one thread.
 */
final class StreamRecovery {

    private boolean open;
    private long openedAt;
    private boolean positionsRead;
    private boolean stopsRead;

    /** A connection was opened; the former one does not matter any more. */
    void opened(long now) {
        open = true;
        openedAt = now;
        positionsRead = false;
        stopsRead = false;
    }

    /**
     * A read came back, answered or not: a failed one is repeated by the audit. Answers whether this was the last that the
     * connection waited for.
     */
    boolean isCaughtUpBy(Request request, long sentAt) {
        if (!open || sentAt < openedAt || (positionsRead && stopsRead)) {
            return false;
        }
        positionsRead |= request instanceof Request.ReadPositions;
        stopsRead |= request instanceof Request.ReadStops;
        return positionsRead && stopsRead;
    }

    /** What the connection should have told: an idle one has no heartbeat, and this is how its death is noticed. */
    Optional<String> doubt(List<LegEvent> events) {
        return events.stream()
                .filter(LegEvent.Filled.class::isInstance)
                .map(LegEvent.Filled.class::cast)
                .filter(this::isUntold)
                .map(fill -> "it did not tell the trade %d".formatted(fill.tradeId()))
                .findFirst();
    }

    private boolean isUntold(LegEvent.Filled fill) {
        return open
                && fill.proof().kind() == Proof.Kind.LIST
                && fill.tradedAt() > openedAt
                && fill.at() - fill.tradedAt() >= TradeDoubt.LAG_MILLIS;
    }
}
