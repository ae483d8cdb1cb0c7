package dev.belay.position;

import dev.belay.money.Direction;
import dev.belay.money.Quantity;
import dev.belay.protection.StopOrder;
import java.math.BigDecimal;

/**
 * Tells a move for the better from protection that is missing. A move may wait its turn when the exchange's order limits
 * are short; what is missing never waits.
 */
final class Moves {

    private Moves() {}

    /** Whether a working stop of at least {@code quantity} is proven, and is only not as good as it should be. */
    static boolean isMove(Leg leg, Exposure exposure, Quantity quantity) {
        Direction direction = exposure.direction();
        return leg.stops()
                .of(StopOrder.Slot.WORKING, leg.epoch())
                .filter(stop -> stop.isLive() && stop.covers(direction, quantity))
                .anyMatch(stop -> direction.isBetter(exposure.trail().level(), stop.trigger()));
    }

    /** What the move would secure, quote asset: from the best level that is proven to the one that is wanted. */
    static BigDecimal risk(Leg leg, Exposure exposure) {
        BigDecimal wanted = exposure.trail().level().decimal();
        return leg.stops()
                .level(exposure.direction(), exposure.quantity(), leg.epoch())
                .map(proven -> wanted.subtract(proven.decimal()).abs())
                .orElse(wanted)
                .multiply(exposure.quantity().decimal());
    }
}
