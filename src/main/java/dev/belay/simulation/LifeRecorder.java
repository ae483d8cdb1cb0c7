package dev.belay.simulation;

import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.LegIncarnation;
import dev.belay.position.LegTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down one life of a leg. */
final class LifeRecorder implements LifeListener {

    private final String node;
    private final LegTerms terms;
    private final Leg born;
    private final List<LegTrace.Turn> turns = new ArrayList<>();

    LifeRecorder(String node, LegTerms terms, Leg born) {
        this.node = node;
        this.terms = terms;
        this.born = born;
    }

    @Override
    public void decided(long at, LegTrace.Cause cause, boolean slot, List<LegEvent> events) {
        turns.add(new LegTrace.Turn(at, cause, slot, events, Optional.empty()));
    }

    @Override
    public void acted(long at, List<LegIncarnation.Step> steps) {
        int newest = turns.size() - 1;
        LegTrace.Turn turn = turns.get(newest);
        turns.set(
                newest,
                new LegTrace.Turn(
                        turn.at(),
                        turn.cause(),
                        turn.slot(),
                        turn.events(),
                        Optional.of(new LegTrace.Acted(at, steps))));
    }

    /** The life up to now. */
    LegTrace trace() {
        return new LegTrace(node, terms, born, turns);
    }
}
