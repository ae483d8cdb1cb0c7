package dev.belay.position;

import dev.belay.money.Price;
import dev.belay.protection.StopOrder;
import org.jspecify.annotations.Nullable;

/**
 * How well a leg is protected, by what is proven.
 *
 * @param disaster the trigger of the proven disaster stop, null without one
 * @param working the trigger of the proven stops at exactly the wanted level and size, null without them
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
        Price working = workingLevel(leg, exposure);
        Price covered = leg.stops()
                .level(exposure.direction(), exposure.quantity(), leg.epoch())
                .orElse(null);
        return new Protection(state(leg, exposure, disaster, working, covered), disaster, working, covered);
    }

    /** The wanted level, if live stops at exactly that level close exactly the position; a very large one takes several. */
    private static @Nullable Price workingLevel(Leg leg, Exposure exposure) {
        Price level = exposure.trail().level();
        long closed = leg.stops()
                .of(StopOrder.Slot.WORKING, leg.epoch())
                .filter(stop -> stop.isLive()
                        && stop.trigger().equals(level)
                        && stop.triggeredBy() == exposure.policy().price())
                .filter(stop -> stop.side() == exposure.direction().closingSide())
                .mapToLong(stop -> stop.quantity().units())
                .sum();
        return closed == exposure.quantity().units() ? level : null;
    }

    private static State state(
            Leg leg, Exposure exposure, @Nullable Price disaster, @Nullable Price working, @Nullable Price covered) {
        if (covered == null) {
            return State.UNPROTECTED;
        }
        boolean complete = disaster != null
                && working != null
                && leg.stops().all().stream().allMatch(stop -> isInPlace(stop, leg.epoch(), exposure))
                && leg.stops().all().stream().filter(stop -> !stop.isWorking()).count() == 1;
        return complete ? State.PROTECTED : State.ADJUSTING;
    }

    private static boolean isInPlace(StopOrder stop, long epoch, Exposure exposure) {
        boolean asWanted = !stop.isWorking()
                || (stop.trigger().equals(exposure.trail().level())
                        && stop.triggeredBy() == exposure.policy().price());
        return stop.isLive() && stop.epoch() == epoch && asWanted;
    }

    /** Whether nothing is left to do. */
    public boolean isComplete() {
        return state == State.PROTECTED || state == State.FLAT;
    }
}
