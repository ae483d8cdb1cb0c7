package dev.belay.monitoring.tables;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How well this node's readers follow the journal, for the status page, the metrics and the probes. Thread-safe.
 */
public final class FollowingHealth {

    private static final int REMEMBERED = 4_096;
    private static final int WHOLE = 100;

    /**
     * What was seen so far. The lag of an event is the time from its being written to the journal until the tables have it
     * and say so to everybody, by the clocks of the nodes that did the one and the other.
     *
     * @param events how many this node has brought into the tables
     * @param lagMedian in milliseconds, over the last 4,096 events; 0 before the first
     * @param lagWorst the same; of the last of 100 in order, {@code lagP99}
     * @param failure why the tables do not follow the journal now, empty while they do
     */
    public record Report(long events, long lagMedian, long lagP99, long lagWorst, Optional<String> failure) {}

    private final long[] lags = new long[REMEMBERED];
    private final Map<String, String> failures = new TreeMap<>();
    private long events;

    /** The tables have an event that was written {@code lag} milliseconds ago. */
    synchronized void followed(long lag) {
        lags[Math.floorMod(events, REMEMBERED)] = Math.max(0, lag);
        events++;
    }

    synchronized void failed(String reader, String why) {
        failures.put(reader, why);
    }

    synchronized void succeeded(String reader) {
        failures.remove(reader);
    }

    public synchronized Report report() {
        long[] sorted = Arrays.copyOf(lags, (int) Math.min(events, REMEMBERED));
        Arrays.sort(sorted);
        Optional<String> failure =
                failures.entrySet().stream().findFirst().map(one -> one.getKey() + ": " + one.getValue());
        return new Report(events, at(sorted, 50), at(sorted, 99), at(sorted, WHOLE), failure);
    }

    private static long at(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / WHOLE)];
    }
}
