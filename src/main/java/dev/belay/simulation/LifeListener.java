package dev.belay.simulation;

import dev.belay.market.MarkPrice;
import dev.belay.position.Exposure;
import dev.belay.position.LegEvent;
import dev.belay.position.LegIncarnation;
import dev.belay.trailing.TrailingStopActor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Hears how one life of a leg goes. */
interface LifeListener {

    /** Nobody listens. */
    LifeListener NONE = new LifeListener() {
        @Override
        public void decided(long at, LegTrace.Cause cause, LegTrace.Had had, List<LegEvent> events) {}

        @Override
        public void acted(long at, List<LegIncarnation.Step> steps) {}
    };

    /** A decision was made, see {@link LegTrace.Turn}. */
    void decided(long at, LegTrace.Cause cause, LegTrace.Had had, List<LegEvent> events);

    /** The newest decision is written, and this is done. */
    void acted(long at, List<LegIncarnation.Step> steps);

    /** From now on the price is followed for the position. */
    default void follows(Exposure exposure, long at, Duration silenceMax) {}

    /** A price was heard, or it was checked for silence, see {@link FollowTrace.Heard}. */
    default void heard(long at, Optional<MarkPrice> mark, List<TrailingStopActor.Report> reports) {}
}
