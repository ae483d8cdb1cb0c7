package dev.belay.position;

import dev.belay.exchange.Answer.StopReport;
import dev.belay.exchange.Answer.StopStatus;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Quantity;
import dev.belay.protection.StopOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the exchange's word about stops proves.
 *
 * <p>Being listed, reported or refused as a duplicate proves that a stop lives. Not being found proves nothing: the Algo
 * Service has forgotten live orders for half an hour (binance-api §8.7).
 */
final class StopEvidence {

    /** A list started sooner than this after a stop was last seen may simply be behind. */
    private static final long LIST_LAG_MILLIS = 2_000;

    private final LegTerms terms;

    StopEvidence(LegTerms terms) {
        this.terms = terms;
    }

    /** One report of one stop, wherever it came from. */
    List<LegEvent> onReport(Leg leg, LegMemory memory, StopReport report, Proof proof, long now) {
        Optional<StopOrder> known = leg.stops().find(report.id());
        return known.map(stop -> onKnown(leg, memory, stop, report, proof, now)).orElse(List.of());
    }

    /** All open stops of this leg at the exchange. */
    List<LegEvent> onList(Leg leg, LegMemory memory, List<StopReport> reports, long readAt, long now) {
        List<LegEvent> events = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        Proof proof = new Proof(Proof.Kind.LIST, readAt);
        for (StopReport report : reports) {
            boolean first = listed.add(report.id());
            if (first) {
                events.addAll(onListed(leg, memory, report, proof, now));
            }
        }
        memory.seeksDisaster = false;
        noteMissing(leg, memory, listed, readAt, now);
        return events;
    }

    private List<LegEvent> onListed(Leg leg, LegMemory memory, StopReport report, Proof proof, long now) {
        Optional<StopOrder> known = leg.stops().find(report.id());
        if (known.isEmpty()) {
            return onStranger(leg, memory, report, proof, now);
        }
        boolean sought = known.get().epoch() != leg.epoch() && isInTheWay(leg, memory, report);
        return sought ? List.of(adopted(leg, memory, report, proof, now)) : onReport(leg, memory, report, proof, now);
    }

    private static boolean isInTheWay(Leg leg, LegMemory memory, StopReport report) {
        Exposure exposure = leg.exposure();
        return memory.seeksDisaster
                && exposure != null
                && report.status().isLive()
                && report.closePosition()
                && report.side() == exposure.direction().closingSide();
    }

    private static void noteMissing(Leg leg, LegMemory memory, Set<String> listed, long readAt, long now) {
        boolean tellsSomething =
                leg.exposure() == null || leg.stops().all().stream().anyMatch(stop -> listed.contains(stop.id()));
        for (StopOrder stop : leg.stops().all()) {
            LegMemory.Trace trace = memory.trace(stop.id());
            long newest = Math.max(trace.seenAt, stop.decidedAt());
            boolean fired = stop.status() == StopOrder.Status.TRIGGERING;
            if (!fired && !listed.contains(stop.id()) && readAt - newest >= LIST_LAG_MILLIS) {
                trace.absentFromLists++;
                trace.absentBesideOthers += tellsSomething ? 1 : 0;
                trace.missed(now);
            }
        }
    }

    private List<LegEvent> onKnown(
            Leg leg, LegMemory memory, StopOrder stop, StopReport report, Proof proof, long now) {
        StopStatus status = report.status();
        if (status.isLive() && !isAsDecided(stop, report)) {
            return LostTail.adopted(adopted(leg, memory, report, proof, now), memory);
        }
        if (status.isLive()) {
            LegMemory.Trace trace = memory.trace(stop.id());
            trace.seenAlive(seenAt(proof));
            trace.mayResend = stop.status() == StopOrder.Status.CANCELLING && proof.at() > stop.decidedAt();
            return stop.isUnproven() ? List.of(confirmed(memory, stop, proof, now)) : List.of();
        }
        if (status.isOver()) {
            return over(leg, memory, stop, report, proof, now);
        }
        if (status == StopStatus.OTHER || stop.status() == StopOrder.Status.TRIGGERING) {
            return List.of();
        }
        memory.doubtPosition(now);
        return List.of(new LegEvent.StopTriggered(stop.id(), proof, now));
    }

    /** A list may show what was a moment ago. */
    private static long seenAt(Proof proof) {
        return proof.kind() == Proof.Kind.LIST ? proof.at() - LIST_LAG_MILLIS : proof.at();
    }

    /** That {@code stop} lives, and that its slot works again. */
    static LegEvent confirmed(LegMemory memory, StopOrder stop, Proof proof, long now) {
        LegMemory.Refusals refusals = memory.refusals(stop.slot());
        refusals.count = 0;
        refusals.notBefore = 0;
        memory.clearAlarm("refused-" + stop.slot());
        boolean isTaken = proof.kind() == Proof.Kind.ANSWER || proof.kind() == Proof.Kind.DUPLICATE_ID;
        if (!stop.isWorking() && isTaken) {
            memory.disasterTaken();
        }
        memory.trace(stop.id()).seenAlive(seenAt(proof));
        return new LegEvent.StopConfirmed(stop.id(), proof, now);
    }

    private static List<LegEvent> over(
            Leg leg, LegMemory memory, StopOrder stop, StopReport report, Proof proof, long now) {
        memory.ended(stop.id(), now);
        if (report.status() != StopStatus.CANCELED) {
            memory.doubtPosition(now);
        }
        memory.witnessed |= report.status() == StopStatus.EXPIRED && !stop.isWorking() && stop.epoch() == leg.epoch();
        List<LegEvent> events = new ArrayList<>();
        events.add(new LegEvent.StopEnded(stop.id(), report.status(), report.filled(), report.reason(), proof, now));
        boolean guards = leg.exposure() != null && leg.closing() == null && stop.epoch() == leg.epoch();
        if (guards && report.status() == StopStatus.REJECTED) {
            String reason = "the exchange rejected the stop at %s when it triggered (%s)"
                    .formatted(stop.trigger(), report.reason());
            events.addAll(CloseSteps.decided(memory, reason, now));
        } else if (guards) {
            events.addAll(alarm(leg, memory, stop, report, now));
        }
        return events;
    }

    /** What no act of ours explains: the stop was taken away, or it fired and closed only a part. */
    private static List<LegEvent> alarm(Leg leg, LegMemory memory, StopOrder stop, StopReport report, long now) {
        boolean cancelled = report.status() == StopStatus.CANCELED && stop.status() != StopOrder.Status.CANCELLING;
        boolean takenAway = cancelled || (report.status() == StopStatus.EXPIRED && stop.isWorking());
        long meant = stop.isWorking()
                ? stop.quantity().units()
                : leg.open().map(open -> open.quantity().units()).orElse(0L);
        boolean partly =
                report.status() == StopStatus.FINISHED && report.filled().units() < meant;
        if (takenAway) {
            memory.takenAway++;
            String text =
                    "the stop %s at %s was %s by somebody else or by the exchange (%d since the start); it is placed again"
                            .formatted(stop.id(), stop.trigger(), report.status(), memory.takenAway);
            return List.of(new LegEvent.AlarmRaised("stop-taken-away", text, now));
        }
        if (partly) {
            String text = "the stop %s fired and closed %s of %s; the rest is guarded anew"
                    .formatted(stop.id(), report.filled(), new Quantity(meant));
            return List.of(new LegEvent.AlarmRaised("stop-partly-filled", text, now));
        }
        return List.of();
    }

    /** A stop on the list that the journal does not know: ours and forgotten, or the one that is in the way of D. */
    private List<LegEvent> onStranger(Leg leg, LegMemory memory, StopReport report, Proof proof, long now) {
        if (!report.status().isLive() || memory.isOver(report.id(), proof.at())) {
            return List.of();
        }
        if (isOfLostTail(leg, report)) {
            return LostTail.adopted(adopted(leg, memory, report, proof, now), memory);
        }
        if (terms.ids().isStopOf(leg.id(), report.id())) {
            return List.of(adopted(leg, memory, report, proof, now));
        }
        return isInTheWay(leg, memory, report) ? List.of(adopted(leg, memory, report, proof, now)) : List.of();
    }

    private boolean isOfLostTail(Leg leg, StopReport report) {
        return terms.ids().decisionOf(leg.id(), report.id()) > leg.sequence();
    }

    /** A stop that is at the exchange as somebody else decided it has our id because that one's journal was ours. */
    private static boolean isAsDecided(StopOrder stop, StopReport report) {
        boolean sized = report.closePosition() != stop.isWorking()
                && (report.closePosition() || report.quantity().equals(stop.quantity()));
        return sized && report.side() == stop.side() && report.trigger().equals(stop.trigger());
    }

    private LegEvent.StopAdopted adopted(Leg leg, LegMemory memory, StopReport report, Proof proof, long now) {
        Exposure exposure = leg.exposure();
        boolean guards = exposure != null
                && report.side() == exposure.direction().closingSide()
                && (isOfLostTail(leg, report)
                        || leg.stops().find(report.id()).isPresent()
                        || isMeantFor(exposure, report));
        memory.trace(report.id()).seenAlive(seenAt(proof));
        return new LegEvent.StopAdopted(
                report.id(),
                report.closePosition() ? StopOrder.Slot.DISASTER : StopOrder.Slot.WORKING,
                guards ? leg.epoch() : 0,
                report.side(),
                report.closePosition() ? Quantity.ZERO : report.quantity(),
                report.trigger(),
                proof,
                now,
                StopOrder.triggerOf(report));
    }

    /** A working stop that is tighter than wanted is of an earlier position, because a stop never loosens. */
    private static boolean isMeantFor(Exposure exposure, StopReport report) {
        Direction direction = exposure.direction();
        return report.closePosition()
                || !direction.isBetter(report.trigger(), exposure.trail().level());
    }

    /** Whether {@code report} is about {@code leg}. */
    static boolean isAbout(LegId leg, StopReport report) {
        return report.symbol().equals(leg.symbol()) && report.positionSide() == leg.side();
    }
}
