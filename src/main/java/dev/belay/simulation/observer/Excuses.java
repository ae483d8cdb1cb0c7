package dev.belay.simulation.observer;

import java.util.Map;
import java.util.TreeMap;

/** Times in which nobody can protect anything: told by whoever makes them, and stated with what they excused. */
final class Excuses {

    private final Map<String, Long> open = new TreeMap<>();
    private final Map<String, Long> totals = new TreeMap<>();
    private long lastEnd;

    void begin(String why, long from) {
        open.putIfAbsent(why, from);
    }

    void end(String why, long at) {
        Long from = open.remove(why);
        if (from != null) {
            totals.merge(why, at - from, Long::sum);
            lastEnd = Math.max(lastEnd, at);
        }
    }

    boolean areOn() {
        return !open.isEmpty();
    }

    /** When the last one was over: from then on the guard's time runs. */
    long lastEnd() {
        return lastEnd;
    }

    /** Milliseconds by reason, those that go on counted up to {@code now}. */
    Map<String, Long> totals(long now) {
        Map<String, Long> all = new TreeMap<>(totals);
        open.forEach((why, from) -> all.merge(why, now - from, Long::sum));
        return all;
    }
}
