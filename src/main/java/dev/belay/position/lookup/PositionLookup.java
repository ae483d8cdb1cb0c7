package dev.belay.position.lookup;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Quantity;
import dev.belay.position.HeldPosition;
import dev.belay.position.HeldPosition.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One lookup under way: what has been heard so far, and from that what to do next.
 *
 * @param recovered what the leg took from its journal, while the exchange has not confirmed it; null when the leg did not
 *     say so
 * @param knownLive whether the leg was ever proven since it came to life; then the journal is no source any more
 * @param found the answer, null while there is none
 */
public record PositionLookup(
        LegId leg,
        @Nullable HeldPosition recovered,
        boolean knownLive,
        List<Attempt> tried,
        @Nullable HeldPosition found) {

    /** The pause between the two reads of the exchange (incidents.md #2). */
    public static final long PAUSE_MILLIS = 200;

    private static final int EXCHANGE_ATTEMPTS = 2;

    public PositionLookup {
        tried = List.copyOf(tried);
    }

    /** What a lookup does next. */
    public sealed interface Step {

        /** Asks {@code source}, after a pause in milliseconds. */
        record Ask(Source source, long pauseMillis) implements Step {}

        record End(LookupResult result) implements Step {}
    }

    public static PositionLookup of(LegId leg) {
        return new PositionLookup(leg, null, false, List.of(), null);
    }

    /** What to do now. */
    public Step next() {
        if (found != null) {
            return end(Optional.of(found));
        }
        if (tried.isEmpty()) {
            return new Step.Ask(Source.OWN_STATE, 0);
        }
        long reads = attempts(Source.EXCHANGE);
        if (reads < EXCHANGE_ATTEMPTS) {
            return new Step.Ask(Source.EXCHANGE, reads == 0 ? 0 : PAUSE_MILLIS);
        }
        boolean journalCounts = !knownLive && attempts(Source.JOURNAL) == 0;
        return journalCounts ? new Step.Ask(Source.JOURNAL, 0) : end(Optional.empty());
    }

    private long attempts(Source source) {
        return tried.stream().filter(attempt -> attempt.source() == source).count();
    }

    private Step end(Optional<HeldPosition> position) {
        return new Step.End(new LookupResult(leg, position, tried));
    }

    /** The leg answered. */
    public PositionLookup legSaid(HeldPosition held, long micros) {
        boolean live = held.standing() == Standing.LIVE;
        var attempt = new Attempt(Source.OWN_STATE, live, micros, describe(held));
        return new PositionLookup(
                leg,
                held.standing() == Standing.RECOVERED ? held : null,
                held.standing() != Standing.RECOVERED,
                with(attempt),
                live ? held : null);
    }

    /** The exchange answered a read of this symbol's position; an empty list is no answer (incidents.md #1). */
    public PositionLookup exchangeSaid(Outcome outcome, long readAt, long micros) {
        Optional<HeldPosition> row = row(outcome, readAt);
        String said = row.map(PositionLookup::describe).orElseGet(() -> unhelpful(outcome));
        var attempt = new Attempt(Source.EXCHANGE, row.isPresent(), micros, said);
        return new PositionLookup(leg, recovered, knownLive, with(attempt), row.orElse(null));
    }

    /** The journal was read; empty when the leg has none. */
    public PositionLookup journalSaid(Optional<HeldPosition> journaled, long micros) {
        String said = journaled.map(PositionLookup::describe).orElse("no such leg");
        var attempt = new Attempt(Source.JOURNAL, journaled.isPresent(), micros, said);
        return new PositionLookup(leg, recovered, knownLive, with(attempt), journaled.orElse(null));
    }

    /** {@code source} did not answer in time, or failed. */
    public PositionLookup nothingFrom(Source source, String why, long micros) {
        return new PositionLookup(leg, recovered, knownLive, with(new Attempt(source, false, micros, why)), null);
    }

    private List<Attempt> with(Attempt attempt) {
        List<Attempt> more = new ArrayList<>(tried);
        more.add(attempt);
        return more;
    }

    private Optional<HeldPosition> row(Outcome outcome, long readAt) {
        if (outcome instanceof Outcome.Done done && done.answer() instanceof Answer.Positions positions) {
            return positions.rows().stream()
                    .filter(row -> row.symbol().equals(leg.symbol()) && row.positionSide() == leg.side())
                    .map(row -> held(row, readAt))
                    .findFirst();
        }
        return Optional.empty();
    }

    private HeldPosition held(Answer.PositionRow row, long readAt) {
        int sign = row.amount().signum();
        Direction direction = sign == 0 ? null : sign > 0 ? Direction.LONG : Direction.SHORT;
        return new HeldPosition(leg, direction, Quantity.of(row.amount().abs()), Standing.LIVE, readAt);
    }

    private static String unhelpful(Outcome outcome) {
        return outcome instanceof Outcome.Done ? "no row for this leg, which proves nothing" : outcome.toString();
    }

    private static String describe(HeldPosition held) {
        String size = held.direction() == null ? "flat" : held.direction() + " " + held.quantity();
        return held.standing() == Standing.LIVE ? size : size + ", " + held.standing();
    }
}
