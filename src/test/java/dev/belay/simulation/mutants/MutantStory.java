package dev.belay.simulation.mutants;

import dev.belay.simulation.ScenarioRun;
import dev.belay.simulation.ScenarioText;
import java.util.List;
import java.util.function.Function;

/** Plays a scenario inside the mutant: its lines come in, its complaints go out. */
public final class MutantStory implements Function<List<String>, List<String>> {

    @Override
    public List<String> apply(List<String> lines) {
        return ScenarioRun.of(ScenarioText.read("scenario", lines), 0).complaints();
    }
}
