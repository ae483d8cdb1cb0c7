package dev.belay.ring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run has measured. */
final class Figures {

    private final Map<String, List<Long>> millis = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void note(String what, long took) {
        System.out.printf("ring: %s: %d ms%n", what, took);
        millis.computeIfAbsent(what, first -> new ArrayList<>()).add(took);
    }

    void count(String what, int more) {
        System.out.printf("ring: %s: %d%n", what, more);
        counts.merge(what, more, Integer::sum);
    }

    /** Of an even number of runs the p50 is the slower one of the middle. */
    void print() {
        System.out.printf("%-75s %4s %7s %7s%n", "milliseconds", "runs", "p50", "worst");
        millis.forEach((what, all) -> {
            List<Long> sorted = all.stream().sorted().toList();
            System.out.printf(
                    "%-75s %4d %7d %7d%n",
                    what, sorted.size(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
        });
        counts.forEach((what, count) -> System.out.printf("%-75s %4d%n", what, count));
    }
}
