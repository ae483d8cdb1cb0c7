package dev.belay.simulation;

import dev.belay.simulation.observer.Cause;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the days of many seeds came to.
 *
 * @param happened events of virtual time
 * @param millis simulated
 * @param nanos of wall clock
 * @param struck faults by class
 * @param seen how often the exchange saw what: refusals, ends of stops, faults
 * @param quiet exposure on days without faults
 * @param troubled exposure on the others
 * @param longest longest time without a stop, by what began it, milliseconds
 * @param mostStops that one position had
 * @param bad the days on which a promise was broken
 */
public record CampaignReport(
        long days,
        long happened,
        long millis,
        long crashes,
        long nanos,
        int threads,
        Map<Mishap, Long> struck,
        Map<String, Long> seen,
        Exposure quiet,
        Exposure troubled,
        Map<Cause, Long> longest,
        int mostStops,
        List<DayReport> bad) {

    private static final long HOUR = 3_600_000;

    public CampaignReport {
        struck = Collections.unmodifiableMap(new EnumMap<>(struck));
        seen = Collections.unmodifiableMap(new TreeMap<>(seen));
        longest = Collections.unmodifiableMap(new EnumMap<>(longest));
        bad = List.copyOf(bad);
    }

    /**
     * How long positions had no stop.
     *
     * @param positionMillis time in which a position was open, summed over legs
     * @param uncoveredMillis of these without a stop
     */
    public record Exposure(long positionMillis, long uncoveredMillis) {

        /** In millionths of the position time. */
        public long perMillion() {
            return positionMillis == 0 ? 0 : uncoveredMillis * 1_000_000 / positionMillis;
        }
    }

    public long hours() {
        return millis / HOUR;
    }

    public long faults() {
        return struck.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Events of virtual time per second of wall clock and thread. */
    public long eventsPerSecond() {
        return nanos == 0 ? 0 : happened * 1_000 / Math.max(1, nanos / 1_000_000) / threads;
    }

    /** How many times faster than real time, all threads together. */
    public long timesRealTime() {
        return millis * 1_000_000 / Math.max(1, nanos);
    }

    /** The ids of the fault catalogue that struck at least once. */
    public Set<String> faultIds() {
        return FaultCatalogue.struck(struck.keySet(), seen.keySet());
    }
}
