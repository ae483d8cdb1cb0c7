package dev.belay.position;

import dev.belay.exchange.MoveWish;
import dev.belay.money.Quantity;
import dev.belay.protection.StopBook;
import dev.belay.protection.StopOrder;
import dev.belay.protection.StopOrder.Slot;
import dev.belay.protection.StopOrder.Status;
import java.util.List;
import java.util.Optional;

/**
 * Keeps D and W at the exchange: computes the next step from what is wanted and what is proven, after every event and
 * after recovery. New first, proven live, then the old one is cancelled; never the other way round.
 */
final class ProtectionPlan {

    private static final long RESEND_MILLIS = 2_500;
    private static final long VISIBILITY_MILLIS = 15_000;
    private static final int LOOKS_NEEDED = 2;

    private final LegTerms terms;
    private final CancelSteps cancels;

    ProtectionPlan(LegTerms terms, CancelSteps cancels) {
        this.terms = terms;
        this.cancels = cancels;
    }

    /** The next step, empty when nothing is to be decided now. */
    List<LegEvent> next(Leg leg, LegMemory memory, long now) {
        return disasterStop(leg, memory, now)
                .or(() -> workingStop(leg, memory, now))
                .or(() -> resolution(leg, memory, now))
                .or(() -> cancels.next(leg, memory, now))
                .map(List::of)
                .orElse(List.of());
    }

    /**
     * It is placed, too, when nobody knows whether the position is still there because lists miss it: the exchange takes it
     * only while a position is open, so that its answer is the witness that lists are not.
     */
    private Optional<LegEvent> disasterStop(Leg leg, LegMemory memory, long now) {
        Exposure exposure = leg.exposure();
        boolean known = leg.closing() == null && !memory.isPositionDoubted();
        if (exposure == null || !(known || PositionEvidence.isAbsent(memory))) {
            return Optional.empty();
        }
        boolean exists = leg.stops().of(Slot.DISASTER, leg.epoch()).findAny().isPresent();
        if (exists || memory.seeksDisaster || now < memory.refusals(Slot.DISASTER).notBefore) {
            return Optional.empty();
        }
        return Optional.of(new LegEvent.StopIntended(
                terms.ids().disasterStop(leg.id(), leg.sequence() + 1),
                Slot.DISASTER,
                leg.epoch(),
                exposure.direction().closingSide(),
                Quantity.ZERO,
                DisasterLevel.of(exposure, terms.rules()),
                "the position has no disaster stop",
                now));
    }

    private Optional<? extends LegEvent> workingStop(Leg leg, LegMemory memory, long now) {
        Exposure exposure = leg.exposure();
        if (exposure == null || !wantsWorkingStop(leg, memory, now)) {
            NoRoom.isOver(memory);
            return Optional.empty();
        }
        boolean moves = isMove(leg);
        if (!memory.limits.hasRoom(moves)) {
            return NoRoom.found(leg, exposure, memory, now);
        }
        NoRoom.isOver(memory);
        return moves && !memory.mayMove
                ? Optional.empty()
                : wanted(leg)
                        .missing()
                        .map(quantity -> intended(leg, exposure, quantity, now))
                        .filter(stop -> memory.limits.takeRoom(stop.id(), moves));
    }

    /** The move that waits for nothing but its turn; while a call of the leg is out it would only grow old behind it. */
    Optional<MoveWish> wish(Leg leg, LegMemory memory, long now) {
        boolean waits = leg.closing() == null
                && isMove(leg)
                && memory.noRoomSince == 0
                && !memory.isOrderCallOut()
                && !Moves.isUnfinished(leg, mostPerStop(), now)
                && wantsWorkingStop(leg, memory, now);
        return waits ? leg.open().map(exposure -> new MoveWish(leg.id(), Moves.risk(leg, exposure))) : Optional.empty();
    }

    private boolean isMove(Leg leg) {
        return leg.open().filter(exposure -> Moves.isMove(leg, exposure)).isPresent();
    }

    private boolean wantsWorkingStop(Leg leg, LegMemory memory, long now) {
        if (leg.exposure() == null || leg.closing() != null || memory.isPositionDoubted()) {
            return false;
        }
        boolean busy = leg.stops().of(Slot.WORKING, leg.epoch()).anyMatch(stop -> isUndecided(stop, memory, now));
        return !busy
                && wanted(leg).missing().isPresent()
                && !isFull(leg)
                && now >= memory.refusals(Slot.WORKING).notBefore;
    }

    private LegEvent.StopIntended intended(Leg leg, Exposure exposure, Quantity quantity, long now) {
        return new LegEvent.StopIntended(
                terms.ids().workingStop(leg.id(), leg.sequence() + 1),
                Slot.WORKING,
                leg.epoch(),
                exposure.direction().closingSide(),
                quantity,
                exposure.trail().level(),
                "the position of %s has to be stopped at %s"
                        .formatted(exposure.quantity(), exposure.trail().level()),
                now);
    }

    /**
     * Orphans, and stops that are too small since the position grew, do not count: they cannot be cancelled before the
     * position has its new stop, so that counting them would stop everything for ever.
     */
    private boolean isFull(Leg leg) {
        Exposure exposure = leg.exposure();
        if (exposure == null) {
            return false;
        }
        int pieces = WorkingStops.count(exposure.quantity(), mostPerStop());
        long counting = leg.stops().all().stream()
                .filter(stop -> stop.epoch() == leg.epoch())
                .filter(stop -> pieces > 1 || stop.covers(exposure.direction(), exposure.quantity()))
                .count();
        return counting >= StopBook.MOST + pieces - 1;
    }

    private Quantity mostPerStop() {
        return terms.rules().maxMarketQuantity();
    }

    private WorkingStops wanted(Leg leg) {
        return WorkingStops.of(leg, mostPerStop());
    }

    /** A stop whose outcome is about to be known: it firing, or a placing that was sent a moment ago. */
    private static boolean isUndecided(StopOrder stop, LegMemory memory, long now) {
        LegMemory.Trace trace = memory.trace(stop.id());
        boolean placing = stop.isUnproven() && (trace.inFlight || isYounger(stop, RESEND_MILLIS, now));
        return stop.status() == Status.TRIGGERING || placing;
    }

    /**
     * What to do with stops of which nobody knows whether they rest at the exchange. One that was proven to rest once is
     * never given up because it cannot be found: the Algo Service forgets live orders for half an hour and fires them all
     * the same (binance-api §8.7). And a list that shows none of the leg's stops proves nothing about one of
     * them.
     */
    private Optional<LegEvent> resolution(Leg leg, LegMemory memory, long now) {
        return leg.stops()
                .inOrder()
                .flatMap(stop -> resolution(leg, memory, stop, now).stream())
                .findFirst();
    }

    private Optional<LegEvent> resolution(Leg leg, LegMemory memory, StopOrder stop, long now) {
        LegMemory.Trace trace = memory.trace(stop.id());
        if (trace.inFlight) {
            return Optional.empty();
        }
        boolean neverSeen = trace.notFound >= LOOKS_NEEDED
                && trace.absentFromLists >= LOOKS_NEEDED
                && now - trace.doubtedAt >= VISIBILITY_MILLIS;
        if (stop.status() == Status.LIVE) {
            return neverSeen ? Optional.of(new LegEvent.StopDoubted(stop.id(), now)) : Optional.empty();
        }
        if (stop.isUnproven() && isStillWanted(leg, stop)) {
            boolean due = trace.mayResend
                    && now >= memory.refusals(stop.slot()).notBefore
                    && !isYounger(stop, pause(trace), now);
            trace.mayRest |= memory.isInherited(stop.decision());
            return due ? Optional.of(new LegEvent.StopIntendedAgain(stop.id(), now)) : Optional.empty();
        }
        boolean neverPlaced = neverSeen && trace.absentBesideOthers >= LOOKS_NEEDED;
        boolean unsent = stop.status() == Status.INTENDED && trace.mayResend && trace.notFound == 0;
        if (stop.status() == Status.INTENDED && (neverPlaced || unsent)) {
            Proof.Kind kind = neverPlaced ? Proof.Kind.NEVER_SEEN : Proof.Kind.NOT_SENT;
            return Optional.of(new LegEvent.StopNotPlaced(stop.id(), new Proof(kind, now), now));
        }
        return Optional.empty();
    }

    /**
     * Whether {@code stop} was decided less than so long ago. Once the clock was put back a decision may be of the future;
     * nobody knows then how old it is, and nothing waits for that.
     */
    private static boolean isYounger(StopOrder stop, long millis, long now) {
        long age = now - stop.decidedAt();
        return age < millis && age > -RESEND_MILLIS;
    }

    /** What was certainly not sent may be sent at once; what was not found may only be late to appear. */
    private static long pause(LegMemory.Trace trace) {
        return trace.notFound > 0 ? RESEND_MILLIS : trace.unsentPauseMillis();
    }

    private boolean isStillWanted(Leg leg, StopOrder stop) {
        Exposure exposure = leg.exposure();
        if (exposure == null) {
            EntryPlan entry = leg.entry();
            return entry != null && !entry.ordered() && stop.epoch() == leg.nextEpoch();
        }
        return stop.epoch() == leg.epoch()
                && (!stop.isWorking() || wanted(leg).kept().contains(stop.id()));
    }
}
