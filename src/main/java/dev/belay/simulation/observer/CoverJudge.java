package dev.belay.simulation.observer;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * L1 to L4: what has to be there, and how soon. L3 asks only for stops of a flat leg and for those on the wrong side of
 * an open one: an old stop on the right side may have been adopted; at last L4 asks for that too.
 */
final class CoverJudge {

    private final JudgeTerms terms;
    private final Excuses excuses;
    private final Findings findings;
    private final Collection<ObservedLeg> legs;
    private final Map<Cause, Long> longest = new EnumMap<>(Cause.class);
    private long nextDue = LegWatch.NEVER;
    private long convergedBy = LegWatch.NEVER;
    private long positionMillis;
    private long uncoveredMillis;

    CoverJudge(JudgeTerms terms, Excuses excuses, Findings findings, Collection<ObservedLeg> legs) {
        this.terms = terms;
        this.excuses = excuses;
        this.findings = findings;
        this.legs = legs;
    }

    /** The position or the stops of {@code leg} have changed at {@code at}, by {@code why}. */
    void changed(ObservedLeg leg, Cause why, long at) {
        LegWatch watch = leg.watch;
        boolean bare = leg.isOpen() && leg.level() == StopLevel.NONE;
        if (watch.bare.isOn() && !bare) {
            uncovered(watch.bare, at);
        }
        if (leg.isOpen() != watch.heldSince > 0) {
            held(watch, at);
            watch.heldSince = leg.isOpen() ? at : 0;
        }
        watch.bare.note(bare, why, at);
        watch.unworked.note(leg.isOpen() && !leg.hasWorkingStop(), why, at);
        watch.incomplete.note(!leg.isComplete(), why, at);
        nextDue = Math.min(nextDue, due(leg));
    }

    private void held(LegWatch watch, long at) {
        positionMillis += watch.heldSince > 0 ? Math.max(0, at - watch.heldSince) : 0;
    }

    private void uncovered(LegWatch.Stretch bare, long at) {
        long length = Math.max(0, at - bare.since);
        uncoveredMillis += length;
        if (length > 0) {
            longest.merge(bare.cause, length, Math::max);
        }
    }

    private long due(ObservedLeg leg) {
        long end = excuses.lastEnd();
        long cover = Math.min(leg.watch.bare.due(terms.cover(), end), leg.watch.unworked.due(terms.working(), end));
        return Math.min(cover, orphanDue(leg));
    }

    private long orphanDue(ObservedLeg leg) {
        long due = LegWatch.NEVER;
        for (ObservedStop stop : leg.stops) {
            if (stop.number() > leg.watch.toldOrphan && isLeftOver(leg, stop)) {
                due = Math.min(due, Math.max(leftOverSince(leg, stop), excuses.lastEnd()) + terms.orphan());
            }
        }
        return due;
    }

    private static boolean isLeftOver(ObservedLeg leg, ObservedStop stop) {
        return !leg.isOpen() || !stop.guards(leg.direction());
    }

    private static long leftOverSince(ObservedLeg leg, ObservedStop stop) {
        return Math.max(stop.placedAt(), leg.isOpen() ? leg.openedAt : leg.flatSince);
    }

    /** Everything that was due before {@code now} is told. */
    void check(long now) {
        if (excuses.areOn() || (now <= nextDue && now <= convergedBy)) {
            return;
        }
        nextDue = LegWatch.NEVER;
        for (ObservedLeg leg : legs) {
            judge(leg, now);
            nextDue = Math.min(nextDue, due(leg));
        }
        if (now > convergedBy) {
            legs.forEach(this::judgeConvergence);
            convergedBy = LegWatch.NEVER;
        }
    }

    private void judge(ObservedLeg leg, long now) {
        LegWatch watch = leg.watch;
        long coverDue = watch.bare.due(terms.cover(), excuses.lastEnd());
        if (now > coverDue) {
            watch.bare.told = true;
            findings.add("L1", coverDue, leg.id, missing("no stop closes", terms.cover(), watch.bare, leg));
        }
        long workingDue = watch.unworked.due(terms.working(), excuses.lastEnd());
        if (now > workingDue) {
            watch.unworked.told = true;
            findings.add(
                    "L2", workingDue, leg.id, missing("no working stop closes", terms.working(), watch.unworked, leg));
        }
        long leftOverDue = orphanDue(leg);
        if (now > leftOverDue) {
            leg.watch.toldOrphan = leg.stops.get(leg.stops.size() - 1).number();
            String what = "a stop is left over for more than %d ms: %s".formatted(terms.orphan(), leg.inWords());
            findings.add("L3", leftOverDue, leg.id, what);
        }
    }

    private static String missing(String what, long limit, LegWatch.Stretch stretch, ObservedLeg leg) {
        return "%s the position for more than %d ms, missing since %d (%s): %s"
                .formatted(what, limit, stretch.since, stretch.cause.words(), leg.inWords());
    }

    /** A change of a moment ago is on its way to be answered; whatever is older has had its time. */
    private void judgeConvergence(ObservedLeg leg) {
        LegWatch.Stretch incomplete = leg.watch.incomplete;
        if (incomplete.isOn() && incomplete.since <= convergedBy - terms.working()) {
            String what = "%d ms after all faults were over not exactly D and W are there, since %d: %s"
                    .formatted(terms.converge(), incomplete.since, leg.inWords());
            findings.add("L4", convergedBy, leg.id, what);
        }
    }

    /** All faults are over. */
    void heal(long at) {
        convergedBy = at + terms.converge();
    }

    /** An excuse is over at {@code at}: the guard's time runs from there, that of L4 too. */
    void excuseOver(long at) {
        if (convergedBy != LegWatch.NEVER) {
            convergedBy = Math.max(convergedBy, at + terms.converge());
        }
        for (ObservedLeg leg : legs) {
            nextDue = Math.min(nextDue, due(leg));
        }
    }

    /** The run is over: what goes on is counted up to here. */
    void end(long at) {
        for (ObservedLeg leg : legs) {
            if (leg.watch.bare.isOn()) {
                uncovered(leg.watch.bare, at);
                leg.watch.bare.note(false, Cause.OPENED, at);
            }
            held(leg.watch, at);
            leg.watch.heldSince = leg.isOpen() ? at : 0;
        }
    }

    long positionMillis() {
        return positionMillis;
    }

    long uncoveredMillis() {
        return uncoveredMillis;
    }

    Map<Cause, Long> longest() {
        return longest;
    }
}
