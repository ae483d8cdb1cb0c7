package dev.belay.simulation;

import dev.belay.money.LegId;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.LegTerms;
import dev.belay.simulator.SimulatorAudit;
import java.util.ArrayList;
import java.util.List;

/** Every life of every leg of a simulated day, written down. */
public final class RecordedLives {

    private static final long CHAOS_MILLIS = 5 * 60_000;
    private static final long HEALED_MILLIS = 60_000;

    private RecordedLives() {}

    /** The lives of the day of {@code seed}, cut short. */
    public static List<LegTrace> of(long seed) {
        List<LifeRecorder> recorders = new ArrayList<>();
        var world = new World(WorldPlan.of(seed), SimulatorAudit.NONE, recording(recorders), 0);
        world.begin();
        world.agenda().until(World.START + CHAOS_MILLIS);
        world.heal();
        world.agenda().until(World.START + CHAOS_MILLIS + HEALED_MILLIS);
        return recorders.stream().map(LifeRecorder::trace).toList();
    }

    private static Witness recording(List<LifeRecorder> recorders) {
        return new Witness() {
            @Override
            public void committed(LegId leg, long after, List<LegEvent> events, String writer, long at) {}

            @Override
            public void excuse(String why, long from) {}

            @Override
            public void excuseOver(String why, long at) {}

            @Override
            public LifeListener born(Leg leg, LegTerms terms, String node) {
                var recorder = new LifeRecorder(node, terms, leg);
                recorders.add(recorder);
                return recorder;
            }
        };
    }
}
