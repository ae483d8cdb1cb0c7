package dev.belay.simulation;

import dev.belay.position.LegEvent;
import dev.belay.position.LegIncarnation;
import java.util.List;

/** Hears how one life of a leg goes. */
interface LifeListener {

    /** Nobody listens. */
    LifeListener NONE = new LifeListener() {
        @Override
        public void decided(long at, LegTrace.Cause cause, boolean slot, List<LegEvent> events) {}

        @Override
        public void acted(long at, List<LegIncarnation.Step> steps) {}
    };

    /** A decision was made, see {@link LegTrace.Turn}. */
    void decided(long at, LegTrace.Cause cause, boolean slot, List<LegEvent> events);

    /** The newest decision is written, and this is done. */
    void acted(long at, List<LegIncarnation.Step> steps);
}
