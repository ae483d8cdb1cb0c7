package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.market.MarketPrice;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything that a leg can hear. */
public sealed interface LegInput {

    /** The user stream reported the position. */
    record PositionChanged(Answer.PositionRow row) implements LegInput {}

    /**
     * A snapshot of positions was read.
     *
     * @param row this leg's row, empty when the snapshot has none, which alone proves nothing
     * @param readAt exchange time at which the read was started
     */
    record PositionRead(Optional<Answer.PositionRow> row, long readAt) implements LegInput {}

    /** The user stream reported one of this leg's conditional orders. */
    record StopChanged(Answer.StopReport report) implements LegInput {}

    /** The open conditional orders of this leg were read, ours and others'. */
    record StopsRead(List<Answer.StopReport> reports, long readAt) implements LegInput {}

    /** The user stream reported one of this leg's regular orders. */
    record OrderChanged(Answer.OrderReport report, Optional<Answer.Trade> trade) implements LegInput {}

    /** The user stream may have been silent until now: fills may have been missed. */
    record StreamGap() implements LegInput {}

    /** A call of this leg's came back; {@code sentAt} is exchange time. */
    record Answered(Request request, Outcome outcome, long sentAt) implements LegInput {}

    /**
     * Payments of funding that the exchange lists and that are taken to be this leg's.
     *
     * @param from the list was read from this time on
     * @param completeThrough it has every payment up to this time, 0 when that is not known
     */
    record FundingsRead(List<Answer.Funding> rows, long from, long completeThrough) implements LegInput {
        public FundingsRead {
            rows = List.copyOf(rows);
        }
    }

    /** The child reports that the peak is worth keeping. */
    record PeakReported(Trail trail, MarketPrice by) implements LegInput {}

    /** The child reports a better level; {@code activated} when the stop began to trail with it. */
    record LevelReported(Trail trail, boolean activated, MarketPrice by) implements LegInput {}

    /** The child reports that the price is through the level. */
    record HitReported(Trail trail, MarketPrice by) implements LegInput {}

    /** The child has heard no price for too long. */
    record BlindReported(Duration silence) implements LegInput {}

    /** An operator's signal, already sized and accepted. */
    record EntryWanted(EntryPlan plan, String by) implements LegInput {}

    /** Somebody wants the position closed at market. */
    record CloseWanted(String reason, String by) implements LegInput {}

    /**
     * An operator wants the position under another policy.
     *
     * @param policy what the wish means; empty when there is no such policy
     */
    record PolicyWanted(PolicyWish wish, Optional<StopPolicy> policy) implements LegInput {}

    /** It is this leg's turn to move its stop for the better. */
    record MoveGranted() implements LegInput {}

    /** Nothing happened, but time went by; also the first input after recovery. */
    record TimePassed() implements LegInput {}
}
