package dev.belay.position;

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
        List<StopOrder> proven = leg.stops()
                .of(StopOrder.Slot.WORKING, leg.epoch())
                .filter(stop ->
                        stop.isLive() && stop.side() == exposure.direction().closingSide())
                .toList();
        long closed = proven.stream().mapToLong(stop -> stop.quantity().units()).sum();
        return closed >= exposure.quantity().units()
                && proven.stream()
                        .anyMatch(stop ->
                                exposure.direction().isBetter(exposure.trail().level(), stop.trigger()));
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
