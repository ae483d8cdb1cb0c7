package dev.belay.simulation;

import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.LegIncarnation;
import dev.belay.position.LegInput;
import dev.belay.position.LegTerms;
import dev.belay.trailing.TrailingStopActor;
import java.util.List;
import java.util.Optional;

/**
 * One life of a leg as the simulation lived it: what it heard, what it decided, what it did. The same life can be lived
 * again by the position's actor, which must decide and do the same.
 *
 * @param node the process in which it was lived
 * @param born the leg as it was recovered from the journal
 */
public record LegTrace(String node, LegTerms terms, Leg born, List<Turn> turns) {

    public LegTrace {
        turns = List.copyOf(turns);
    }

    /** What makes a leg decide. */
    public sealed interface Cause {

        /** It is told something. */
        record Told(LegInput input) implements Cause {}

        /** Whoever follows the price for it reports. */
        record Reported(TrailingStopActor.Report report) implements Cause {}

        /** It is as late as it wanted to be woken, see {@link LegIncarnation.Step.WakeAt}. */
        record Woken(long due) implements Cause {}
    }

    /**
     * What of the account's limits was there for a decision.
     *
     * @param slot an order slot for moving the stop; false as well where none was asked for
     * @param room for each working stop that was asked for
     */
    public record Had(boolean slot, boolean room) {}

    /**
     * One decision.
     *
     * @param at when it was made, exchange time in epoch milliseconds
     * @param events to be written
     * @param acted what followed when they were written; empty when that was never known, which ends the life
     */
    public record Turn(long at, Cause cause, Had had, List<LegEvent> events, Optional<Acted> acted) {

        public Turn {
            events = List.copyOf(events);
        }
    }

    /**
     * What was done.
     *
     * @param at when, exchange time in epoch milliseconds
     */
    public record Acted(long at, List<LegIncarnation.Step> steps) {

        public Acted {
            steps = List.copyOf(steps);
        }
    }
}
