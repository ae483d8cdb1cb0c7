package dev.belay.simulation.observer;

import dev.belay.money.Direction;
import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.position.Exposure;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.Proof;
import dev.belay.protection.StopOrder;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * S7, S9 and S12: what one event of a journal may say, given the leg before it.
 *
 * <p>S9 asks for stops that are proven in the journal itself and close the whole position together, for the age of the
 * oldest proof at the decision, and that this incarnation has seen it; a list is dated {@link #LIST_LAG_MILLIS} before it was read.
 */
final class EventJudge {

    /** Several stops that cover together are written with a plus. */
    private static final Pattern COVERS = Pattern.compile("\\+");

    private static final long FRESH_MILLIS = 10_000;
    private static final long LIST_LAG_MILLIS = 2_000;

    private static final Set<Proof.Kind> CLOSED = EnumSet.of(
            Proof.Kind.STREAM, Proof.Kind.SNAPSHOT, Proof.Kind.ANSWER, Proof.Kind.ABSENT_THRICE, Proof.Kind.FLIPPED);
    private static final Set<Proof.Kind> ENDED =
            EnumSet.of(Proof.Kind.STREAM, Proof.Kind.ANSWER, Proof.Kind.QUERY, Proof.Kind.LIST);
    private static final Set<Proof.Kind> NOT_PLACED = EnumSet.of(Proof.Kind.NEVER_SEEN, Proof.Kind.NOT_SENT);

    private final Findings findings;

    EventJudge(Findings findings) {
        this.findings = findings;
    }

    /** Judges {@code commit}, which follows {@code before}; {@code claimedAt} is when its writer took the leg over. */
    void judge(Commit commit, Leg before, long claimedAt, @Nullable Price allowed) {
        level(commit, before, allowed);
        if (commit.event() instanceof LegEvent.CancelIntended cancel) {
            cancel(commit, cancel, before, claimedAt, allowed);
        }
        proof(commit);
    }

    private void level(Commit commit, Leg before, @Nullable Price allowed) {
        Exposure exposure = before.exposure();
        Price level = level(commit.event());
        if (exposure == null || level == null) {
            return;
        }
        Direction direction = exposure.direction();
        Price former = exposure.trail().level();
        boolean overridden = allowed != null && !direction.isBetter(allowed, level);
        if (direction.isBetter(former, level) && !overridden) {
            String what = "the level of position %d went from %s to %s".formatted(before.epoch(), former, level);
            add("S7", commit, what);
        }
    }

    private static @Nullable Price level(LegEvent event) {
        if (event instanceof LegEvent.LevelMoved e) {
            return e.trail().level();
        }
        if (event instanceof LegEvent.PolicyChanged e) {
            return e.trail().level();
        }
        if (event instanceof LegEvent.TrailingActivated e) {
            return e.trail().level();
        }
        return event instanceof LegEvent.PositionResized e ? e.trail().level() : null;
    }

    private void cancel(
            Commit commit, LegEvent.CancelIntended cancel, Leg before, long claimedAt, @Nullable Price allowed) {
        if (!isFresh(cancel.positionReadAt(), cancel, claimedAt)) {
            add(
                    "S9",
                    commit,
                    "cancels %s on a position that was read at %d".formatted(cancel.id(), cancel.positionReadAt()));
        }
        Exposure exposure = before.exposure();
        if (exposure == null) {
            return;
        }
        if (!isFresh(cancel.coverSeenAt(), cancel, claimedAt)) {
            String what = "cancels %s with [%s], seen at %d, for cover"
                    .formatted(cancel.id(), cancel.coveredBy(), cancel.coverSeenAt());
            add("S9", commit, what);
        }
        long open = exposure.quantity().units();
        for (String id : COVERS.splitAsStream(cancel.coveredBy()).toList()) {
            Optional<StopOrder> cover =
                    before.stops().find(id).filter(stop -> isCover(stop, before, exposure, cancel.id(), allowed));
            if (cover.isEmpty()) {
                add("S9", commit, "cancels %s although [%s] is no cover".formatted(cancel.id(), id));
            }
            open -= cover.map(stop -> stop.isWorking()
                            ? stop.quantity().units()
                            : exposure.quantity().units())
                    .orElse(exposure.quantity().units());
        }
        if (open > 0) {
            String what = "cancels %s although [%s] leave %s open"
                    .formatted(cancel.id(), cancel.coveredBy(), FixedPoint.text(open));
            add("S9", commit, what);
        }
    }

    private static boolean isFresh(long seenAt, LegEvent.CancelIntended cancel, long claimedAt) {
        return seenAt > 0 && cancel.at() - seenAt <= FRESH_MILLIS && seenAt >= claimedAt - LIST_LAG_MILLIS;
    }

    /** A stop of this position needs a cover that is no looser, but for an override; an orphan only one that lives. */
    private static boolean isCover(
            StopOrder cover, Leg leg, Exposure exposure, String cancelled, @Nullable Price allowed) {
        Direction direction = exposure.direction();
        boolean guards = cover.isLive()
                && cover.side() == direction.closingSide()
                && !cover.id().equals(cancelled);
        boolean looser = leg.stops()
                .find(cancelled)
                .filter(stop -> stop.epoch() == leg.epoch() && stop.side() == direction.closingSide())
                .filter(stop -> direction.isBetter(stop.trigger(), cover.trigger()))
                .isPresent();
        boolean overridden = allowed != null && !direction.isBetter(allowed, cover.trigger());
        return guards && (!looser || overridden);
    }

    private void proof(Commit commit) {
        LegEvent event = commit.event();
        if (event instanceof LegEvent.PositionClosed e) {
            require(CLOSED, e.proof(), "that the position is closed", commit);
        } else if (event instanceof LegEvent.StopEnded e) {
            require(ENDED, e.proof(), "that the stop " + e.id() + " is over", commit);
        } else if (event instanceof LegEvent.OrderEnded e) {
            require(ENDED, e.proof(), "that the order " + e.id() + " is over", commit);
        } else if (event instanceof LegEvent.StopNotPlaced e) {
            require(NOT_PLACED, e.proof(), "that the stop " + e.id() + " was not placed", commit);
        } else if (event instanceof LegEvent.OrderNotPlaced e) {
            require(NOT_PLACED, e.proof(), "that the order " + e.id() + " was not placed", commit);
        }
    }

    private void require(Set<Proof.Kind> kinds, Proof proof, String what, Commit commit) {
        if (!kinds.contains(proof.kind())) {
            add("S12", commit, "%s proves nothing, and was taken for proof %s".formatted(proof.kind(), what));
        }
    }

    private void add(String invariant, Commit commit, String what) {
        findings.add(invariant, commit.at(), commit.leg(), "event %d %s".formatted(commit.sequence(), what));
    }
}
