package dev.belay.simulation;

import dev.belay.simulation.observer.JudgeFigures;
import dev.belay.simulation.observer.Violation;
import java.util.List;
import java.util.Map;

/**
 * What a simulated day came to.
 *
 * @param violations the promises that were not kept; the day ended at the first
 * @param happened events of virtual time that were processed
 * @param millis simulated
 * @param struck how often each class of faults struck
 * @param strikes each of them, in order
 * @param crashes processes that were killed
 * @param hash SHA-256 of the whole trace, in hexadecimal
 * @param newest the last lines of the trace
 */
public record DayReport(
        WorldPlan plan,
        List<Violation> violations,
        long happened,
        long millis,
        Map<Mishap, Integer> struck,
        List<Strike> strikes,
        int crashes,
        JudgeFigures figures,
        String hash,
        List<String> newest) {

    public DayReport {
        violations = List.copyOf(violations);
        strikes = List.copyOf(strikes);
        newest = List.copyOf(newest);
    }

    /** Whether every promise was kept. */
    public boolean isGood() {
        return violations.isEmpty();
    }
}
