package dev.belay.position;

import dev.belay.exchange.Answer.PositionRow;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Require;
import dev.belay.protection.StopOrder;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.util.ArrayList;
import java.util.List;

/**
 * What the exchange's word about the position proves.
 *
 * <p>A row is the whole new state, ordered by the exchange's time: older ones do not count. That a row is missing proves
 * nothing: an API hiccup looks exactly like it (incidents.md #1). Only three absences, at least two seconds apart, prove
 * that it is closed, and only together with a witness: the exchange's word that the disaster stop expired, as it does with
 * the position, its refusal of one for want of a position, or fills that took the whole of it away (reliability S12). That
 * a disaster stop is not found is no witness: the Algo Service forgets, and people cancel.
 */
final class PositionEvidence {

    private static final long ABSENCES_APART_MILLIS = 2_000;
    private static final int ABSENCES_NEEDED = 3;

    private final LegTerms terms;

    PositionEvidence(LegTerms terms) {
        this.terms = terms;
    }

    /**
     * A row of the user stream. Of two changes in one millisecond, as when an order is filled at several prices, only a
     * list that is read later tells which came last; one that was read already is believed. Until then the later word is,
     * unless it turns the position round: that would begin another epoch, with stops of its own.
     */
    List<LegEvent> onStream(Leg leg, LegMemory memory, PositionRow row, long now) {
        if (row.at() < newestEvidence(leg)) {
            return List.of();
        }
        boolean contradicts = row.at() == newestEvidence(leg) && !says(leg, row);
        memory.heardOfPosition(row.at());
        if (contradicts) {
            memory.doubtPosition(now);
        }
        return contradicts && (memory.agreedAt > row.at() || turns(leg, row))
                ? List.of()
                : conclude(leg, row, new Proof(Proof.Kind.STREAM, row.at()), now);
    }

    private static boolean turns(Leg leg, PositionRow row) {
        return row.amount().signum() != 0
                && leg.open()
                        .filter(open -> open.direction() != directionOf(row))
                        .isPresent();
    }

    /** A row of a snapshot whose reading was started at {@code readAt}. */
    List<LegEvent> onSnapshot(Leg leg, LegMemory memory, PositionRow row, long readAt, long now) {
        if (isOfTheMomentOfTheClose(leg, row) && readAt - leg.flatSince() < ABSENCES_APART_MILLIS) {
            memory.doubtPosition(now);
            return List.of();
        }
        boolean stale = isStale(leg, row, readAt);
        if (stale && !(says(leg, row) && readAt - newestEvidence(leg) >= ABSENCES_APART_MILLIS)) {
            return says(leg, row) ? List.of() : PositionAlarms.contradicted(leg, memory, row, readAt, now);
        }
        memory.agreed(readAt);
        if (stale) {
            return List.of();
        }
        long at = row.at() == 0 ? readAt : row.at();
        List<LegEvent> events = new ArrayList<>(conclude(leg, row, new Proof(Proof.Kind.SNAPSHOT, at), now));
        events.addAll(PositionAlarms.liquidatedFirst(leg, memory, row, now));
        return events;
    }

    /**
     * Whether {@code row} says what is believed anyway. Then its own time does not matter: the exchange dates a position by
     * its last trade and an event by itself, so that a row may look older than the event of the very same change for ever.
     */
    private static boolean says(Leg leg, PositionRow row) {
        return Fills.amount(leg).compareTo(row.amount()) == 0
                && leg.open()
                        .map(open -> open.entryPrice().equals(row.entryPrice()))
                        .orElse(true);
    }

    /**
     * A position that was opened anew in the millisecond in which the last one closed, or the last one in a list that is
     * behind: a later list tells.
     */
    private static boolean isOfTheMomentOfTheClose(Leg leg, PositionRow row) {
        return leg.exposure() == null && row.amount().signum() != 0 && row.at() == leg.flatSince();
    }

    /** A zero row without a time may be behind by as much as an absence may. */
    private static boolean isStale(Leg leg, PositionRow row, long readAt) {
        boolean flatRow = row.amount().signum() == 0;
        if (flatRow && row.at() == 0) {
            return leg.exposure() != null && readAt - newestEvidence(leg) < ABSENCES_APART_MILLIS;
        }
        boolean opening = leg.exposure() == null && !flatRow;
        return opening ? row.at() < leg.flatSince() : row.at() < newestEvidence(leg);
    }

    /** A snapshot without a row for this leg. */
    List<LegEvent> onMissing(Leg leg, LegMemory memory, long readAt, long now) {
        boolean expected = leg.entry() != null && leg.entry().ordered();
        if (leg.exposure() == null && !expected) {
            memory.agreed(readAt);
            return List.of();
        }
        countAbsence(leg, memory, readAt);
        if (leg.exposure() == null) {
            onExpectedMissing(memory, readAt);
            return List.of();
        }
        if (memory.absences.size() == ABSENCES_NEEDED && memory.fillsSince.close(leg)) {
            memory.trades.gap(now); // the exchange's own list has the last word on it
        }
        return isProvenAbsent(leg, memory) ? List.of(closedByAbsence(leg, readAt, now)) : List.of();
    }

    /** After an entry order a single list without the position is not yet believed. */
    private static void onExpectedMissing(LegMemory memory, long readAt) {
        if (isAbsent(memory)) {
            memory.agreed(readAt);
        }
    }

    /** Dated before the last evidence: should a row show up again after all, the position is adopted again. */
    private static LegEvent closedByAbsence(Leg leg, long readAt, long now) {
        return new LegEvent.PositionClosed(new Proof(Proof.Kind.ABSENT_THRICE, readAt), newestEvidence(leg) - 1, now);
    }

    private static void countAbsence(Leg leg, LegMemory memory, long readAt) {
        long newest = memory.absences.isEmpty() ? newestEvidence(leg) : memory.absences.get(memory.absences.size() - 1);
        if (readAt - newest >= ABSENCES_APART_MILLIS) {
            memory.absences.add(readAt);
        }
    }

    /** Whether lists have missed the position often enough for it to be closed if only a witness can be found. */
    static boolean isAbsent(LegMemory memory) {
        return memory.absences.size() >= ABSENCES_NEEDED;
    }

    private static boolean isProvenAbsent(Leg leg, LegMemory memory) {
        return isAbsent(memory) && (memory.witnessed || memory.fillsSince.provablyClose(leg, memory.absences.get(0)));
    }

    /** Exchange time of the newest evidence of the position, or of its end. */
    static long newestEvidence(Leg leg) {
        Exposure exposure = leg.exposure();
        return exposure == null ? leg.flatSince() : exposure.evidenceAt();
    }

    private List<LegEvent> conclude(Leg leg, PositionRow row, Proof proof, long now) {
        Exposure exposure = leg.exposure();
        if (row.amount().signum() == 0) {
            long closedAt = row.at() == 0 ? newestEvidence(leg) : row.at();
            return exposure == null ? List.of() : List.of(new LegEvent.PositionClosed(proof, closedAt, now));
        }
        if (exposure == null) {
            return opening(leg, row, proof, now);
        }
        if (turns(leg, row)) {
            var flipped = new LegEvent.PositionClosed(new Proof(Proof.Kind.FLIPPED, proof.at()), proof.at(), now);
            List<LegEvent> events = new ArrayList<>(List.of(flipped));
            events.addAll(opening(leg.after(flipped), row, proof, now));
            return events;
        }
        return resized(exposure, row, proof, now);
    }

    private List<LegEvent> opening(Leg leg, PositionRow row, Proof proof, long now) {
        List<LegEvent> events = new ArrayList<>();
        events.add(opened(leg, row, proof, now));
        meantForTheLast(leg, row, proof).forEach(stop -> events.add(new LegEvent.StopCarriedOver(stop.id(), now)));
        return events;
    }

    private LegEvent opened(Leg leg, PositionRow row, Proof proof, long now) {
        Direction direction = directionOf(row);
        EntryPlan entry = leg.entry();
        EntryPlan own = entry != null && entry.direction() == direction ? entry : null;
        StopPolicy policy = own == null ? terms.policy(direction) : own.policy();
        Trail trail = Trail.startingAt(direction, row.entryPrice(), policy, terms.rules(), proof.at());
        for (StopOrder stop : meantForTheLast(leg, row, proof)) {
            trail = stop.isWorking() ? trail.noLooserThan(stop.trigger()) : trail;
        }
        return new LegEvent.PositionOpened(
                leg.nextEpoch(),
                direction,
                sizeOf(row),
                row.entryPrice(),
                row.liquidationPrice(),
                proof.at(),
                policy,
                own == null ? trail : trail.noLooserThan(own.stop()),
                own != null,
                proof,
                now);
    }

    /**
     * Stops that were decided for a position before when this one was open already, as by a process that slept through the
     * change. They guard this one as soon as they rest; to take them for orphans would be to loosen it (S1).
     */
    private static List<StopOrder> meantForTheLast(Leg leg, PositionRow row, Proof proof) {
        Direction direction = directionOf(row);
        return leg.stops()
                .inOrder()
                .filter(stop -> stop.epoch() <= leg.epoch() && stop.decidedAt() >= proof.at())
                .filter(stop -> stop.isUnproven() || stop.isLive())
                .filter(stop ->
                        stop.side() == direction.closingSide() && direction.isBetter(row.entryPrice(), stop.trigger()))
                .toList();
    }

    private List<LegEvent> resized(Exposure exposure, PositionRow row, Proof proof, long now) {
        boolean sameSize = exposure.quantity().equals(sizeOf(row));
        boolean sameEntry = exposure.entryPrice().equals(row.entryPrice());
        boolean newLiquidation = exposure.liquidationPrice().equals(Price.ZERO)
                && !row.liquidationPrice().equals(Price.ZERO);
        if (sameSize && sameEntry && !newLiquidation) {
            return List.of();
        }
        Price liquidation =
                row.liquidationPrice().equals(Price.ZERO) ? exposure.liquidationPrice() : row.liquidationPrice();
        Trail trail = sameEntry
                ? exposure.trail()
                : exposure.trail().resizedTo(row.entryPrice(), exposure.policy(), terms.rules());
        return List.of(new LegEvent.PositionResized(
                sizeOf(row), row.entryPrice(), liquidation, proof.at(), trail, proof, now));
    }

    private static Direction directionOf(PositionRow row) {
        Require.argument(row.entryPrice().units() > 0, "%s: an open position without an entry price", row.symbol());
        return row.amount().signum() > 0 ? Direction.LONG : Direction.SHORT;
    }

    private static Quantity sizeOf(PositionRow row) {
        return Quantity.of(row.amount().abs());
    }
}
