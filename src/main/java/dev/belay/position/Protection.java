package dev.belay.position;

import dev.belay.money.Price;
import dev.belay.protection.StopOrder;
import org.jspecify.annotations.Nullable;

/**
 * How well a leg is protected, by what is proven.
 *
 * @param disaster the trigger of the proven disaster stop, null without one
 * @param working the trigger of the proven stop at exactly the wanted level and size, null without one
 * @param covered the tightest level at which a proven stop closes the whole position, null when there is none
 */
public record Protection(
        State state,
        @Nullable Price disaster,
        @Nullable Price working,
        @Nullable Price covered) {

    /** In one word. */
    public enum State {
        /** No position, nothing to protect. */
        FLAT,
        /** Both stops are proven to be where they should be. */
        PROTECTED,
        /** A proven stop closes the whole position, but not yet all is as it should be. */
        ADJUSTING,
        /** No proven stop closes the whole position. */
        UNPROTECTED
    }

    public static Protection of(Leg leg) {
        Exposure exposure = leg.exposure();
        if (exposure == null) {
            return new Protection(State.FLAT, null, null, null);
        }
        Price disaster = leg.stops()
                .of(StopOrder.Slot.DISASTER, leg.epoch())
                .filter(StopOrder::isLive)
                .map(StopOrder::trigger)
                .findFirst()
                .orElse(null);
        Price working = leg.stops()
                .of(StopOrder.Slot.WORKING, leg.epoch())
                .filter(stop -> stop.isLive()
                        && stop.matches(
                                exposure.direction().closingSide(),
                                exposure.quantity(),
                                exposure.trail().level()))
                .map(StopOrder::trigger)
                .findFirst()
                .orElse(null);
        Price covered = leg.stops()
                .level(exposure.direction(), exposure.quantity(), leg.epoch())
                .orElse(null);
        return new Protection(state(leg, disaster, working, covered), disaster, working, covered);
    }

    private static State state(Leg leg, @Nullable Price disaster, @Nullable Price working, @Nullable Price covered) {
        if (covered == null) {
            return State.UNPROTECTED;
        }
        boolean complete = disaster != null
                && working != null
                && leg.stops().all().stream().allMatch(StopOrder::isLive)
                && leg.stops().all().size() == 2;
        return complete ? State.PROTECTED : State.ADJUSTING;
    }

    /** Whether nothing is left to do. */
    public boolean isComplete() {
        return state == State.PROTECTED || state == State.FLAT;
    }
}
