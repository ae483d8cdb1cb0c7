package dev.belay.simulation.observer;

import dev.belay.money.LegId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a judge writes down: violations, and how often it saw what. */
final class Findings {

    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, long[]> seen = new HashMap<>();

    void add(String invariant, long at, LegId leg, String what) {
        add(invariant, at, leg.toString(), what);
    }

    void add(String invariant, long at, String whose, String what) {
        violations.add(new Violation(invariant, at, whose, what));
    }

    void count(String what) {
        seen.computeIfAbsent(what, unseen -> new long[1])[0]++;
    }

    boolean areBad() {
        return !violations.isEmpty();
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    Map<String, Long> seen() {
        Map<String, Long> counts = new TreeMap<>();
        seen.forEach((what, count) -> counts.put(what, count[0]));
        return counts;
    }
}
