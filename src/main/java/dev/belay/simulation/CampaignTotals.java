package dev.belay.simulation;

import dev.belay.simulation.observer.Cause;
import dev.belay.simulation.observer.JudgeFigures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds days up. */
final class CampaignTotals {

    private final Map<Mishap, Long> struck = new EnumMap<>(Mishap.class);
    private final Map<String, Long> seen = new TreeMap<>();
    private final Map<Cause, Long> longest = new EnumMap<>(Cause.class);
    private final List<DayReport> bad = new ArrayList<>();
    private final long[] exposure = new long[2];
    private final long[] position = new long[2];
    private long days;
    private long happened;
    private long millis;
    private long crashes;
    private int mostStops;

    void add(DayReport day) {
        days++;
        happened += day.happened();
        millis += day.millis();
        crashes += day.crashes();
        day.struck().forEach((mishap, times) -> struck.merge(mishap, (long) times, Long::sum));
        if (!day.isGood()) {
            bad.add(day);
        }
        add(day.figures(), day.plan().isQuiet() ? 0 : 1);
    }

    private void add(JudgeFigures figures, int troubled) {
        exposure[troubled] += figures.uncoveredMillis();
        position[troubled] += figures.positionMillis();
        figures.longestUncovered().forEach((cause, most) -> longest.merge(cause, most, Math::max));
        figures.seen().forEach((what, times) -> seen.merge(what, times, Long::sum));
        mostStops = Math.max(mostStops, figures.mostStopsOfALeg());
    }

    CampaignReport report(long nanos, int threads) {
        return new CampaignReport(
                days,
                happened,
                millis,
                crashes,
                nanos,
                threads,
                struck,
                seen,
                new CampaignReport.Exposure(position[0], exposure[0]),
                new CampaignReport.Exposure(position[1], exposure[1]),
                longest,
                mostStops,
                bad);
    }
}
