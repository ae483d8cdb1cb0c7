package dev.belay.simulation.observer;

import dev.belay.simulator.audit.LimitCheck;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run comes to in numbers; times in milliseconds, summed over legs.
 *
 * @param observed how many observations there were
 * @param positionMillis in which a position was open
 * @param uncoveredMillis of these, in which no stop closed it, excused or not
 * @param longestUncovered the longest such stretch by what it began with
 * @param mostStopsOfALeg orphans included, which pile up while nothing may be cancelled
 * @param mostStopsOfAnAccount the same for an account
 * @param excused in which liveness was not asked for, by reason
 * @param seen how often what was seen: refusals by code, ends of stops, faults
 * @param limits the fullest window of each published limit
 */
public record JudgeFigures(
        long observed,
        long positionMillis,
        long uncoveredMillis,
        Map<Cause, Long> longestUncovered,
        int mostStopsOfALeg,
        int mostStopsOfAnAccount,
        Map<String, Long> excused,
        Map<String, Long> seen,
        List<LimitCheck.Peak> limits) {

    public JudgeFigures {
        longestUncovered = Collections.unmodifiableMap(new TreeMap<>(longestUncovered));
        excused = Collections.unmodifiableMap(new TreeMap<>(excused));
        seen = Collections.unmodifiableMap(new TreeMap<>(seen));
        limits = List.copyOf(limits);
    }

    /** The share of position time without a stop, in millionths. */
    public long exposurePerMillion() {
        return positionMillis == 0 ? 0 : uncoveredMillis * 1_000_000 / positionMillis;
    }
}
