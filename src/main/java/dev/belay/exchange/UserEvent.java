package dev.belay.exchange;

import java.util.List;
import java.util.Optional;

/** What the account's user stream says. {@code at} is the exchange's event time, epoch milliseconds. */
public sealed interface UserEvent {

    long at();

    /**
     * Positions changed; each row is the whole new state of one leg, not a difference.
     *
     * @param reason the exchange's word for it: ORDER, FUNDING_FEE, …
     */
    record PositionsChanged(String reason, List<Answer.PositionRow> rows, long at) implements UserEvent {
        public PositionsChanged {
            rows = List.copyOf(rows);
        }
    }

    /** A conditional order changed. */
    record StopChanged(Answer.StopReport report, long at) implements UserEvent {}

    /**
     * A regular order changed.
     *
     * @param trade the fill that changed it, empty when none did
     */
    record OrderChanged(Answer.OrderReport report, Optional<Answer.Trade> trade, long at) implements UserEvent {}

    /** The key of the stream is no longer valid: nothing more will come. */
    record KeyExpired(long at) implements UserEvent {}

    /** Something this version does not act on, by its name. */
    record Other(String type, long at) implements UserEvent {}
}
