package dev.belay.position;

import dev.belay.money.Direction;
import dev.belay.protection.CancelGate;
import dev.belay.protection.StopOrder;
import dev.belay.protection.StopOrder.Slot;
import dev.belay.protection.StopOrder.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes away stops that are not, or no longer, wanted. A cancel is the one request with which a guard can make protection
 * worse (S1), so everything that speaks for it has to be fresh, positive and of this incarnation: the position was read a
 * moment ago, and the stops that protect instead were seen alive by a word of the exchange that is younger than the wish
 * to cancel. When no such word is there it is asked for, stop by stop, and the cancel follows its answer.
 *
 * <p>What somebody else does between that answer and the arrival of the cancel no protocol can know: the exchange has no
 * conditional cancel.
 */
final class CancelSteps {

    private static final long ASK_AGAIN_MILLIS = 1_000;

    private final LegTerms terms;

    CancelSteps(LegTerms terms) {
        this.terms = terms;
    }

    /** The next cancel, empty when none is wanted or its evidence is missing. */
    Optional<LegEvent> next(Leg leg, LegMemory memory, long now) {
        Optional<LegEvent> next = Optional.empty();
        for (StopOrder stop : leg.stops().all()) {
            boolean isReady = isReady(leg, memory, stop, now);
            memory.trace(stop.id()).wishToCancel(isReady, now);
            if (isReady && next.isEmpty()) {
                next = cancel(leg, memory, stop, now);
            }
        }
        return next;
    }

    /** Whether {@code stop} is to be asked for now, because a cancel waits for a word that it lives. */
    boolean isToBeSeen(Leg leg, LegMemory memory, StopOrder cover, long now) {
        LegMemory.Trace trace = memory.trace(cover.id());
        return leg.stops()
                .inOrder()
                .filter(stop -> memory.trace(stop.id()).cancelWantedAt > 0 && isReady(leg, memory, stop, now))
                .filter(stop -> lacking(leg, memory, stop, now).contains(cover))
                .anyMatch(stop -> trace.triedAt < memory.trace(stop.id()).cancelWantedAt
                        || now - trace.triedAt >= ASK_AGAIN_MILLIS);
    }

    /**
     * Whether the position is to be read so that {@code stop} can be cancelled. While the account has no room for the stop
     * that would replace it, which may last, reading would not help.
     */
    boolean mayWaitForPosition(Leg leg, LegMemory memory, StopOrder stop, long now) {
        if (stop.isUnproven() || !isSurplus(leg, stop)) {
            return false;
        }
        boolean replaceable = memory.noRoomSince == 0 || leg.exposure() == null;
        return replaceable || !cover(leg, memory, stop, now).isEmpty();
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
        return orphan
                || (stop.isWorking()
                        && !WorkingStops.of(leg, terms.rules().maxMarketQuantity())
                                .kept()
                                .contains(stop.id()));
    }

    /** Why {@code stop}, which is not wanted, is not cancelled yet, for people. */
    String obstacle(Leg leg, LegMemory memory, StopOrder stop, long now) {
        if (stop.status() != Status.LIVE && stop.status() != Status.CANCELLING) {
            return "what became of its placing has to be known first";
        }
        if (!mayBeCancelled(stop, memory, now)) {
            return "it was sent, and its outcome is not proven";
        }
        if (leg.exposure() != null && cover(leg, memory, stop, now).isEmpty()) {
            return "no other proven stop closes the whole position at its level or better";
        }
        if (memory.isPositionDoubted() || !memory.isPositionFresh(leg, now)) {
            return "the position has to be read again first: what was read is too old or in doubt";
        }
        if (isBeingHit(leg)) {
            return "the price is at the stop, so that whatever was seen alive may be firing";
        }
        List<String> unseen =
                lacking(leg, memory, stop, now).stream().map(StopOrder::id).toList();
        return unseen.isEmpty()
                ? "it is sent next"
                : "%s must be seen alive first, by a word that is younger than the wish to cancel".formatted(unseen);
    }

    /** Whether nothing is missing to cancel {@code stop} but stops that protect instead. */
    private boolean isReady(Leg leg, LegMemory memory, StopOrder stop, long now) {
        return memory.isPositionFresh(leg, now)
                && !memory.isPositionDoubted()
                && mayBeCancelled(stop, memory, now)
                && isSurplus(leg, stop)
                && !isBeingHit(leg);
    }

    private static boolean mayBeCancelled(StopOrder stop, LegMemory memory, long now) {
        LegMemory.Trace trace = memory.trace(stop.id());
        boolean again = stop.status() == Status.CANCELLING
                && trace.mayResend
                && !trace.inFlight
                && now - stop.decidedAt() >= trace.unsentPauseMillis();
        return stop.status() == Status.LIVE || again;
    }

    /** The stops are firing, or should be: whichever was seen alive a moment ago may be gone now. */
    private static boolean isBeingHit(Leg leg) {
        boolean fires = leg.stops().all().stream()
                .anyMatch(stop -> stop.epoch() == leg.epoch() && stop.status() == Status.TRIGGERING);
        return leg.exposure() != null && (fires || leg.exposure().hitAt() > 0);
    }

    private static Optional<LegEvent> cancel(Leg leg, LegMemory memory, StopOrder stop, long now) {
        if (leg.exposure() == null) {
            return Optional.of(new LegEvent.CancelIntended(stop.id(), "", 0, memory.agreedAt, now));
        }
        List<StopOrder> cover = cover(leg, memory, stop, now);
        boolean proven = !cover.isEmpty() && lacking(leg, memory, stop, now).isEmpty();
        if (!proven) {
            return Optional.empty();
        }
        String ids = cover.stream().map(StopOrder::id).collect(Collectors.joining("+"));
        long seenAt = cover.stream()
                .mapToLong(other -> memory.trace(other.id()).seenAt)
                .min()
                .orElse(0);
        return Optional.of(new LegEvent.CancelIntended(stop.id(), ids, seenAt, memory.agreedAt, now));
    }

    /** What of the cover has not been seen alive since the cancel is wanted. */
    private static List<StopOrder> lacking(Leg leg, LegMemory memory, StopOrder stop, long now) {
        long wantedAt = memory.trace(stop.id()).cancelWantedAt;
        return cover(leg, memory, stop, now).stream()
                .filter(other -> !memory.isProvenAlive(other.id(), wantedAt, now))
                .toList();
    }

    /**
     * The stops that close the whole position without {@code stop} and no later than it does, those first that were seen
     * alive; none when the live ones do not. Together they keep the level where it is: what is looser than {@code stop}
     * does not matter, and what is tighter does not need it.
     */
    private static List<StopOrder> cover(Leg leg, LegMemory memory, StopOrder stop, long now) {
        Exposure exposure = leg.exposure();
        if (exposure == null) {
            return List.of();
        }
        long wantedAt = memory.trace(stop.id()).cancelWantedAt;
        List<StopOrder> others = leg.stops()
                .of(Slot.WORKING, leg.epoch())
                .filter(other -> other.isLive() && !other.id().equals(stop.id()))
                .filter(other -> replaces(other, stop, leg.epoch(), exposure))
                .sorted(Comparator.comparing(other -> !memory.isProvenAlive(other.id(), wantedAt, now)))
                .toList();
        List<StopOrder> cover = new ArrayList<>();
        long open = exposure.quantity().units();
        for (StopOrder other : others) {
            if (open > 0) {
                cover.add(other);
                open -= other.quantity().units();
            }
        }
        return open > 0 ? List.of() : cover;
    }

    /**
     * An orphan, which may be tighter, was never meant for this position; every other stop needs a cover no looser, or an
     * operator who gave it up.
     */
    private static boolean replaces(StopOrder other, StopOrder stop, long epoch, Exposure exposure) {
        Direction direction = exposure.direction();
        if (other.side() != direction.closingSide()) {
            return false;
        }
        boolean guards = stop.side() == direction.closingSide() && stop.epoch() == epoch;
        return !guards
                || !direction.isBetter(stop.trigger(), other.trigger())
                || CancelGate.isGivenUp(
                        stop,
                        other,
                        direction,
                        exposure.loosenedFrom(),
                        exposure.trail().level());
    }
}
