package dev.belay.simulation.observer;

import dev.belay.money.LegId;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.Protection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * L6: a guard that knows of a position without a stop for longer than T1 says so within five seconds, whether or not it can
 * do something about it. What it knows is what its journal says; while it cannot write or does not live it is not asked.
 */
final class AlarmJudge {

    static final String UNPROTECTED = "unprotected";

    private static final long SAID_WITHIN_MILLIS = 5_000;
    /** An alarm of a moment ago need not be repeated. */
    private static final long AGAIN_MILLIS = 60_000;

    private final long due;
    private final Findings findings;
    private final Map<LegId, Long> bareSince = new HashMap<>();
    private final Map<LegId, Long> saidAt = new HashMap<>();
    private final Set<LegId> told = new HashSet<>();
    private final Set<String> mute = new HashSet<>();
    private long mutedUntil;

    AlarmJudge(JudgeTerms terms, Findings findings) {
        this.due = terms.cover() + SAID_WITHIN_MILLIS;
        this.findings = findings;
    }

    /** The journal makes {@code leg} of it at {@code at}, by {@code event}. */
    void committed(Leg leg, LegEvent event, long at) {
        if (Protection.of(leg).state() != Protection.State.UNPROTECTED) {
            bareSince.remove(leg.id());
            told.remove(leg.id());
        } else {
            bareSince.putIfAbsent(leg.id(), at);
        }
        if (event instanceof LegEvent.AlarmRaised alarm && alarm.alarm().equals(UNPROTECTED)) {
            saidAt.put(leg.id(), at);
        }
    }

    /** From now on the guard cannot write down an alarm, because of {@code why}. */
    void muted(String why) {
        mute.add(why);
    }

    /** What {@link #muted} said is over: its time runs from here. */
    void unmuted(String why, long at) {
        if (mute.remove(why)) {
            mutedUntil = Math.max(mutedUntil, at);
        }
    }

    /** It is {@code now}. */
    void pass(long now) {
        if (bareSince.isEmpty() || !mute.isEmpty()) {
            return;
        }
        bareSince.forEach((leg, since) -> {
            long from = Math.max(Math.max(since, mutedUntil), saidAt.getOrDefault(leg, 0L) + AGAIN_MILLIS);
            boolean late = now - from > due && saidAt.getOrDefault(leg, 0L) < since;
            if (late && told.add(leg)) {
                String what =
                        "the journal has had no proven stop since %d, and no alarm in it says so".formatted(since);
                findings.add("L6", now, leg, what);
            }
        });
    }
}
