package dev.belay.position;

import dev.belay.money.Direction;
import dev.belay.money.Quantity;
import dev.belay.protection.StopOrder;
import java.math.BigDecimal;
import java.util.List;

/**
 * Tells a move for the better from protection that is missing. A move may wait its turn when the exchange's order limits
 * are short; what is missing never waits.
 */
final class Moves {

    /** So long a move waits for the cancel of the stop that the last move replaced. */
    private static final long CANCEL_MILLIS = 5_000;

    private Moves() {}

    /**
     * Whether the last move is not finished: the stop that it replaced still rests. The account has room for 200
     * conditional orders (binance-api §8.5), and moves that outrun the cancels would fill it.
     */
    static boolean isUnfinished(Leg leg, Quantity mostPerStop, long now) {
        int wanted = leg.open()
                .map(exposure -> WorkingStops.count(exposure.quantity(), mostPerStop))
                .orElse(1);
        List<StopOrder> resting = leg.stops()
                .of(StopOrder.Slot.WORKING, leg.epoch())
                .filter(stop -> !stop.isUnproven())
                .toList();
        return resting.size() > wanted && resting.stream().anyMatch(stop -> now - stop.decidedAt() < CANCEL_MILLIS);
    }

    /** Whether working stops that close the whole position are proven, and are only not as good as they should be. */
    static boolean isMove(Leg leg, Exposure exposure) {
        Direction direction = exposure.direction();
        long closed = 0;
        boolean canBeBetter = false;
        for (StopOrder stop : leg.stops().all()) {
            boolean proven = stop.isWorking() && stop.epoch() == leg.epoch() && stop.isLive();
            if (proven && stop.side() == direction.closingSide()) {
                closed += stop.quantity().units();
                canBeBetter |= direction.isBetter(exposure.trail().level(), stop.trigger());
            }
        }
        return canBeBetter && closed >= exposure.quantity().units();
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
