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
        counts.merge(what, more, Integer::sum);
    }

    void print() {
        millis.forEach((what, all) -> {
            List<Long> sorted = all.stream().sorted().toList();
            System.out.printf(
                    "ring: %s: p50 %d ms, worst %d ms of %d%n",
                    what, sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1), sorted.size());
        });
        counts.forEach((what, count) -> System.out.printf("ring: %s: %d%n", what, count));
    }
}
