package dev.belay.simulation;

import dev.belay.simulation.observer.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a scenario came to.
 *
 * @param unmet expectations that were not met, each with its line
 * @param violations promises that were not kept; the scenario ended at the first
 * @param millis simulated
 * @param hash SHA-256 of the whole trace, in hexadecimal
 * @param newest the last lines of the trace
 */
public record ScenarioReport(
        Scenario scenario,
        List<String> unmet,
        List<Violation> violations,
        long millis,
        String hash,
        List<String> newest) {

    public ScenarioReport {
        unmet = List.copyOf(unmet);
        violations = List.copyOf(violations);
        newest = List.copyOf(newest);
    }

    /** Whether everything was as expected and every promise was kept. */
    public boolean isGood() {
        return unmet.isEmpty() && violations.isEmpty();
    }

    /** What went wrong, in the order of importance. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        violations.forEach(violation -> complaints.add("broke a promise: " + violation));
        complaints.addAll(unmet);
        return complaints;
    }
}
