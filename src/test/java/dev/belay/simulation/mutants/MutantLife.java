package dev.belay.simulation.mutants;

import dev.belay.simulation.Day;
import dev.belay.simulation.DayReport;
import dev.belay.simulation.PlanText;
import dev.belay.simulation.WorldPlan;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Runs inside the mutant, where every class of the program is another one: only what Java itself has can be handed over. */
public final class MutantLife implements Function<List<String>, List<String>> {

    /** A usual day as words: seed, chaos in milliseconds, symbols, classes of faults; the answer is what was violated. */
    @Override
    public List<String> apply(List<String> day) {
        WorldPlan plan = WorldPlan.of(Long.parseLong(day.get(0)))
                .lasting(Long.parseLong(day.get(1)))
                .trading(Integer.parseInt(day.get(2)))
                .with(day.get(3).isEmpty() ? Set.of() : PlanText.classes(day.get(3)));
        DayReport report = Day.of(plan, 0);
        return report.violations().stream().map(Object::toString).toList();
    }

    /** The words for {@code plan}. */
    static List<String> words(WorldPlan plan) {
        return List.of(
                Long.toString(plan.seed()),
                Long.toString(plan.chaosMillis()),
                Integer.toString(plan.symbols()),
                Mutant.classes(plan));
    }
}
