package dev.belay.simulation;

import dev.belay.market.MarkPrice;
import dev.belay.position.Exposure;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.LegIncarnation;
import dev.belay.position.LegTerms;
import dev.belay.trailing.TrailingStopActor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down one life of a leg. */
final class LifeRecorder implements LifeListener {

    private final String node;
    private final LegTerms terms;
    private final Leg born;
    private final List<LegTrace.Turn> turns = new ArrayList<>();
    private final List<FollowTrace> follows = new ArrayList<>();
    private final List<FollowTrace.Heard> heard = new ArrayList<>();

    LifeRecorder(String node, LegTerms terms, Leg born) {
        this.node = node;
        this.terms = terms;
        this.born = born;
    }

    @Override
    public void decided(long at, LegTrace.Cause cause, LegTrace.Had had, List<LegEvent> events) {
        turns.add(new LegTrace.Turn(at, cause, had, events, Optional.empty()));
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
                        turn.had(),
                        turn.events(),
                        Optional.of(new LegTrace.Acted(at, steps))));
    }

    @Override
    public void follows(Exposure exposure, long at, Duration silenceMax) {
        keepHeard();
        follows.add(new FollowTrace(terms, exposure, at, silenceMax, List.of()));
    }

    @Override
    public void heard(long at, Optional<MarkPrice> mark, List<TrailingStopActor.Report> reports) {
        heard.add(new FollowTrace.Heard(at, mark, reports));
    }

    private void keepHeard() {
        int newest = follows.size() - 1;
        if (!heard.isEmpty()) {
            FollowTrace follow = follows.get(newest);
            follows.set(
                    newest,
                    new FollowTrace(follow.terms(), follow.exposure(), follow.since(), follow.silenceMax(), heard));
            heard.clear();
        }
    }

    /** How the price was followed up to now, position by position. */
    List<FollowTrace> follows() {
        keepHeard();
        return List.copyOf(follows);
    }

    /** The life up to now. */
    LegTrace trace() {
        return new LegTrace(node, terms, born, turns);
    }
}
