package dev.belay.simulation.observer;

import dev.belay.money.Direction;
import java.util.List;

/** The level of a position (reliability §3): the tightest price at which the stops up to there close all of it. */
final class StopLevel {

    /** No level: no stops close the whole position. */
    static final long NONE = 0;

    private StopLevel() {}

    /** The level that {@code stops} give a position of {@code size}; {@link #NONE} without one. */
    static long of(List<ObservedStop> stops, Direction direction, long size) {
        long tightest = NONE;
        for (ObservedStop stop : stops) {
            boolean isTighter = tightest == NONE || direction.isBetter(stop.trigger(), tightest);
            if (isTighter && stop.guards(direction) && closedAt(stop.trigger(), stops, direction, size) >= size) {
                tightest = stop.trigger();
            }
        }
        return tightest;
    }

    private static long closedAt(long trigger, List<ObservedStop> stops, Direction direction, long size) {
        long sum = 0;
        for (ObservedStop stop : stops) {
            boolean counts = stop.guards(direction) && !direction.isBetter(trigger, stop.trigger());
            sum += counts ? stop.covers(size) : 0;
        }
        return sum;
    }

    /** Whether {@code after} protects less than {@code before}. */
    static boolean isLooser(long after, long before, Direction direction) {
        return before != NONE && (after == NONE || direction.isBetter(before, after));
    }
}
