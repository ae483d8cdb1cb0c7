package dev.belay.position;

import dev.belay.exchange.MoveWish;
import dev.belay.money.Direction;
import dev.belay.money.Quantity;
import dev.belay.protection.CancelGate;
import dev.belay.protection.StopBook;
import dev.belay.protection.StopOrder;
import dev.belay.protection.StopOrder.Slot;
import dev.belay.protection.StopOrder.Status;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps D and W at the exchange: computes the next step from what is wanted and what is proven, after every event and
 * after recovery. New first, proven live, then the old one is cancelled; never the other way round.
 */
final class ProtectionPlan {

    private static final long RESEND_MILLIS = 2_500;
    private static final long VISIBILITY_MILLIS = 15_000;
    private static final int LOOKS_NEEDED = 2;

    private final LegTerms terms;

    ProtectionPlan(LegTerms terms) {
        this.terms = terms;
    }

    /** The next step, empty when nothing is to be decided now. */
    List<LegEvent> next(Leg leg, LegMemory memory, long now) {
        return disasterStop(leg, memory, now)
                .or(() -> workingStop(leg, memory, now))
                .or(() -> resolution(leg, memory, now))
                .or(() -> cancel(leg, memory, now))
                .map(List::of)
                .orElse(List.of());
    }

    private Optional<LegEvent> disasterStop(Leg leg, LegMemory memory, long now) {
        Exposure exposure = leg.exposure();
        if (exposure == null || leg.closing() != null || memory.isPositionDoubted()) {
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

    private Optional<LegEvent> workingStop(Leg leg, LegMemory memory, long now) {
        return wantsWorkingStop(leg, memory, now) && (memory.mayMove || !isMove(leg))
                ? leg.open().map(exposure -> intended(leg, exposure, now))
                : Optional.empty();
    }

    /** The move that waits for nothing but its turn; while a call of the leg is out it would only grow old behind it. */
    Optional<MoveWish> wish(Leg leg, LegMemory memory, long now) {
        boolean waits = leg.closing() == null
                && !memory.isOrderCallOut()
                && isMove(leg)
                && !Moves.isUnfinished(leg, now)
                && wantsWorkingStop(leg, memory, now);
        return waits ? leg.open().map(exposure -> new MoveWish(leg.id(), Moves.risk(leg, exposure))) : Optional.empty();
    }

    private boolean isMove(Leg leg) {
        return leg.open()
                .filter(exposure -> Moves.isMove(leg, exposure, workingQuantity(exposure)))
                .isPresent();
    }

    private boolean wantsWorkingStop(Leg leg, LegMemory memory, long now) {
        Exposure exposure = leg.exposure();
        if (exposure == null || leg.closing() != null || memory.isPositionDoubted()) {
            return false;
        }
        boolean settledOrBusy = leg.stops()
                .of(Slot.WORKING, leg.epoch())
                .anyMatch(stop -> isWanted(stop, exposure) || isUndecided(stop, memory, now));
        return !settledOrBusy && !isFull(leg) && now >= memory.refusals(Slot.WORKING).notBefore;
    }

    private LegEvent intended(Leg leg, Exposure exposure, long now) {
        return new LegEvent.StopIntended(
                terms.ids().workingStop(leg.id(), leg.sequence() + 1),
                Slot.WORKING,
                leg.epoch(),
                exposure.direction().closingSide(),
                workingQuantity(exposure),
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
        return exposure != null
                && leg.stops().all().stream()
                                .filter(stop -> stop.epoch() == leg.epoch())
                                .filter(stop -> stop.covers(exposure.direction(), workingQuantity(exposure)))
                                .count()
                        >= StopBook.MOST;
    }

    private Quantity workingQuantity(Exposure exposure) {
        Quantity most = terms.rules().maxMarketQuantity();
        return exposure.quantity().compareTo(most) > 0 ? most : exposure.quantity();
    }

    private boolean isWanted(StopOrder stop, Exposure exposure) {
        boolean alive = stop.status() == Status.INTENDED || stop.status() == Status.LIVE;
        return alive
                && stop.matches(
                        exposure.direction().closingSide(),
                        workingQuantity(exposure),
                        exposure.trail().level());
    }

    /** A stop whose outcome is about to be known: it firing, or a placing that was sent a moment ago. */
    private static boolean isUndecided(StopOrder stop, LegMemory memory, long now) {
        LegMemory.Trace trace = memory.trace(stop.id());
        boolean placing =
                stop.status() == Status.INTENDED && (trace.inFlight || now - stop.decidedAt() < RESEND_MILLIS);
        return stop.status() == Status.TRIGGERING || placing;
    }

    /** What to do with stops of which nobody knows whether they rest at the exchange. */
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
        if (stop.status() == Status.INTENDED && isStillWanted(leg, stop)) {
            boolean due = trace.mayResend && now - Math.max(stop.decidedAt(), trace.triedAt) >= pause(trace);
            return due ? Optional.of(new LegEvent.StopIntendedAgain(stop.id(), now)) : Optional.empty();
        }
        boolean unsent = stop.status() == Status.INTENDED && trace.mayResend && trace.notFound == 0;
        if (stop.status() != Status.TRIGGERING && (neverSeen || unsent)) {
            Proof.Kind kind = neverSeen ? Proof.Kind.NEVER_SEEN : Proof.Kind.NOT_SENT;
            return Optional.of(new LegEvent.StopNotPlaced(stop.id(), new Proof(kind, now), now));
        }
        return Optional.empty();
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
        return stop.epoch() == leg.epoch() && (!stop.isWorking() || isWanted(stop, exposure));
    }

    private Optional<LegEvent> cancel(Leg leg, LegMemory memory, long now) {
        return leg.stops()
                .inOrder()
                .filter(stop -> mayBeCancelled(stop, memory, now))
                .flatMap(stop -> cancel(leg, memory, stop, now).stream())
                .findFirst();
    }

    private static boolean mayBeCancelled(StopOrder stop, LegMemory memory, long now) {
        LegMemory.Trace trace = memory.trace(stop.id());
        boolean again = stop.status() == Status.CANCELLING
                && trace.mayResend
                && !trace.inFlight
                && now - stop.decidedAt() >= trace.unsentPauseMillis();
        return stop.status() == Status.LIVE || again;
    }

    private Optional<LegEvent> cancel(Leg leg, LegMemory memory, StopOrder stop, long now) {
        if (!isSurplus(leg, stop) || !memory.isPositionFresh(leg, now) || memory.isPositionDoubted()) {
            return Optional.empty();
        }
        if (isBeingHit(leg)) {
            return Optional.empty();
        }
        if (leg.exposure() == null) {
            return Optional.of(new LegEvent.CancelIntended(stop.id(), "", 0, memory.agreedAt, now));
        }
        return cover(leg, memory, stop, now)
                .map(cover -> new LegEvent.CancelIntended(
                        stop.id(), cover.id(), memory.trace(cover.id()).seenAt, memory.agreedAt, now));
    }

    /** The stops are firing, or should be: whichever was seen alive a moment ago may be gone now. */
    private static boolean isBeingHit(Leg leg) {
        boolean fires = leg.stops().all().stream()
                .anyMatch(stop -> stop.epoch() == leg.epoch() && stop.status() == Status.TRIGGERING);
        return leg.exposure() != null && (fires || leg.exposure().hitAt() > 0);
    }

    /** Whether the stop is not, or no longer, wanted: an older W, or an orphan of an earlier position. */
    boolean isSurplus(Leg leg, StopOrder stop) {
        Exposure exposure = leg.exposure();
        if (exposure == null) {
            return leg.entry() == null || stop.epoch() != leg.nextEpoch();
        }
        if (leg.closing() != null) {
            return false;
        }
        boolean orphan = stop.epoch() != leg.epoch();
        return orphan || (stop.isWorking() && (!isMatching(stop, exposure) || hasElderTwin(leg, stop, exposure)));
    }

    /** Whether a stop at the same level and size lives that was decided earlier. */
    private boolean hasElderTwin(Leg leg, StopOrder stop, Exposure exposure) {
        return leg.stops()
                .of(Slot.WORKING, leg.epoch())
                .takeWhile(other -> !other.id().equals(stop.id()))
                .anyMatch(other -> other.isLive() && isWanted(other, exposure));
    }

    /** Whether a cancel waits for nothing but a fresh look at the stop that protects instead. */
    boolean lacksFreshCover(Leg leg, LegMemory memory, long now) {
        Exposure exposure = leg.exposure();
        if (exposure == null || !memory.isPositionFresh(leg, now)) {
            return false;
        }
        return leg.stops()
                .inOrder()
                .filter(stop -> mayBeCancelled(stop, memory, now) && isSurplus(leg, stop))
                .anyMatch(stop -> covers(leg, stop).findAny().isPresent()
                        && cover(leg, memory, stop, now).isEmpty());
    }

    private boolean isMatching(StopOrder stop, Exposure exposure) {
        return stop.status() != Status.CANCELLING && isWanted(stop, exposure);
    }

    /** The stop that protects instead of {@code stop}, proven alive a moment ago, not missed since, and not hit. */
    private Optional<StopOrder> cover(Leg leg, LegMemory memory, StopOrder stop, long now) {
        return covers(leg, stop)
                .filter(cover -> memory.isProvenAlive(cover.id(), now))
                .findFirst();
    }

    /**
     * The wanted stop, or another one that is no looser: while the price runs away the wanted one is always the next, and
     * the one before it would have to wait for its cancel and the next for that.
     */
    private Stream<StopOrder> covers(Leg leg, StopOrder stop) {
        Exposure exposure = leg.exposure();
        if (exposure == null) {
            return Stream.empty();
        }
        return leg.stops().of(Slot.WORKING, leg.epoch()).filter(cover -> replaces(cover, stop, leg.epoch(), exposure));
    }

    /** An orphan, which may be tighter, was never meant for this position; every other stop needs a cover no looser, or an operator who gave it up. */
    private boolean replaces(StopOrder cover, StopOrder stop, long epoch, Exposure exposure) {
        Direction direction = exposure.direction();
        Quantity quantity = workingQuantity(exposure);
        if (stop.side() != direction.closingSide() || stop.epoch() != epoch) {
            return cover.isLive() && cover.covers(direction, quantity);
        }
        boolean givenUp = CancelGate.isGivenUp(
                stop,
                cover,
                direction,
                exposure.loosenedFrom(),
                exposure.trail().level());
        return (givenUp && cover.covers(direction, quantity))
                || CancelGate.isCoveredBy(stop, cover, direction, quantity);
    }
}
