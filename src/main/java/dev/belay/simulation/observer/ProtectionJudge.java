package dev.belay.simulation.observer;

import dev.belay.money.FixedPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * S1: no request of the guard's leaves a position less protected than it was.
 *
 * <p>Exempt is only what no protocol could know or help (reliability §3), and each exemption puts back exactly what it
 * is about, so that the rest of the act is judged all the same:
 *
 * <ul>
 *   <li>the end of a stop that was placed before the current position opened: it guarded an earlier one, and that it
 *       happens to guard this one too was nobody's decision. A stop that was placed for an entry of ours is not of this
 *       kind. Within {@link JudgeTerms#unaware} after somebody else opened or turned the position, or while the guard
 *       stood still or heard nothing, a stop of another size may have been meant for the position before, of whose end
 *       the guard had not heard; its end is exempt if it leaves a stop.
 *   <li>that somebody else has grown the position within {@link JudgeTerms#unaware}: the evidence that a cancel needs
 *       may be ten seconds old. The cancel has to be right for a size that the position had in that time; an entry, which
 *       is not told apart by sizes, is exempt for so long.
 *   <li>down to the level that an operator's journaled override allows.
 *   <li>stops that others ended after the decision, while the request was on its way, or so shortly before it that no
 *       word of that can have arrived ({@link JudgeTerms#CROSSING_MILLIS}): they are counted as if they still rested,
 *       because the decision was right by all that could be known. The exchange has no conditional cancel.
 * </ul>
 *
 * <p>Who ended a stop is told by the request that names it among its effects; until that has come, or something later
 * than the end has, it is open.
 */
final class ProtectionJudge {

    private final JudgeTerms terms;
    private final Excuses excuses;
    private final Findings findings;
    private final CoverJudge cover;
    private final OrderJudge orders;
    private final List<Cancelled> open = new ArrayList<>();

    /** A cancelled stop of which nobody knows yet who did it. */
    private record Cancelled(ObservedLeg leg, ObservedStop stop, boolean orphan, long levelBefore, long at) {}

    ProtectionJudge(JudgeTerms terms, Excuses excuses, Findings findings, CoverJudge cover, OrderJudge orders) {
        this.terms = terms;
        this.excuses = excuses;
        this.findings = findings;
        this.cover = cover;
        this.orders = orders;
    }

    /** A stop is cancelled and still in its leg's list. */
    void cancelled(ObservedLeg leg, ObservedStop stop, long at) {
        open.add(new Cancelled(leg, stop, leg.isOrphan(stop), leg.level(), at));
        leg.stops.remove(stop);
    }

    /** Nothing of what was cancelled before {@code at} can be the effect of a request that is still to come. */
    void pass(long at) {
        if (!open.isEmpty() && open.get(open.size() - 1).at() < at) {
            settle();
        }
    }

    /** Whatever is open was done by others. */
    void settle() {
        open.forEach(this::byOthers);
        open.clear();
    }

    private void byOthers(Cancelled cancelled) {
        ObservedLeg leg = cancelled.leg();
        findings.count("stop cancelled by others");
        leg.endedByOthers(cancelled.stop(), cancelled.at());
        orders.endedByOthers(cancelled.stop());
        leg.disturbedAt = cancelled.at();
        cover.changed(leg, Cause.REMOVED, cancelled.at());
    }

    /** A request with its effects: what it cancelled was our act, the rest was not. */
    void request(Observed.RequestSeen request) {
        if (open.isEmpty()) {
            return;
        }
        List<Cancelled> ours = new ArrayList<>();
        for (Cancelled one : open) {
            if (isEffectOf(request, one.stop())) {
                ours.add(one);
            } else {
                byOthers(one);
            }
        }
        open.clear();
        for (Cancelled one : ours) {
            judge(one, ours, request);
            cover.changed(one.leg(), Cause.OWN_ACT, one.at());
        }
    }

    private static boolean isEffectOf(Observed.RequestSeen request, ObservedStop stop) {
        boolean names = request.method().equals("DELETE")
                && request.status() == 200
                && request.id().equals(stop.id());
        return names || request.effects().contains("algo " + stop.number());
    }

    private void judge(Cancelled one, List<Cancelled> together, Observed.RequestSeen request) {
        ObservedLeg leg = one.leg();
        findings.count("stop cancelled by us");
        boolean guarded = leg.isOpen() && one.stop().guards(leg.direction());
        if (!guarded || one.levelBefore() == StopLevel.NONE) {
            return;
        }
        List<ObservedStop> gone = new ArrayList<>();
        List<ObservedStop> forgiven = new ArrayList<>();
        for (Cancelled other : together) {
            if (other.leg() == leg) {
                gone.add(other.stop());
            }
            if (other.leg() == leg && other.orphan()) {
                forgiven.add(other.stop());
            }
        }
        long knownUntil = request.decidedAt() - JudgeTerms.CROSSING_MILLIS;
        long after = leg.levelWith(forgiven, knownUntil, one.stop());
        boolean isUnaware = leg.isRightForSmaller(one.at() - terms.unaware(), gone, forgiven, knownUntil);
        boolean isLate = after != StopLevel.NONE && leg.isPerhapsOfThePositionBefore(one.stop(), unawareUntil(leg));
        if (leg.isWorse(one.levelBefore(), after) && !isUnaware && !isLate) {
            tell(one, request, after);
        }
    }

    private void tell(Cancelled one, Observed.RequestSeen request, long after) {
        ObservedLeg leg = one.leg();
        String what = "%s %s cancelled %s, decided %d ms before: the level went from %s to %s; %s%s"
                .formatted(
                        request.method(),
                        request.path(),
                        one.stop().id(),
                        one.at() - request.decidedAt(),
                        text(one.levelBefore()),
                        text(after),
                        leg.inWords(),
                        leg.endedLately(one.at()));
        findings.add("S1", one.at(), leg.id, what);
    }

    /** Until when the guard may not know of the current position; it cannot while it stands still or hears nothing. */
    private long unawareUntil(ObservedLeg leg) {
        long deafUntil = excuses.areOn() ? Long.MAX_VALUE : excuses.lastEnd();
        return Math.max(leg.openedAt + terms.unaware(), deafUntil);
    }

    /** An entry of ours has opened a position, which needs a stop that rested before, or grown one. */
    void grownByUs(ObservedLeg leg, Observed.FillSeen fill) {
        ObservedLeg.Change change = leg.last;
        boolean wasOpen = Long.signum(change.before()) == Long.signum(change.after());
        if (change.before() == 0 && leg.levelLately() == StopLevel.NONE) {
            String what = "the entry %s opened a position of %s for which no stop rested"
                    .formatted(fill.id(), FixedPoint.text(change.after()));
            findings.add("S1", fill.at(), leg.id, what);
        }
        boolean unaware = leg.grownByOthersAt > 0 && fill.at() - leg.grownByOthersAt <= terms.unaware();
        if (wasOpen && !unaware && leg.isWorse(change.levelBefore(), leg.level())) {
            String what = "the entry %s grew the position from %s to %s: the level went from %s to %s"
                    .formatted(
                            fill.id(),
                            FixedPoint.text(change.before()),
                            FixedPoint.text(change.after()),
                            text(change.levelBefore()),
                            text(leg.level()));
            findings.add("S1", fill.at(), leg.id, what);
        }
    }

    private static String text(long level) {
        return level == StopLevel.NONE ? "nothing" : FixedPoint.text(level);
    }
}
