package dev.belay.simulation.observer;

import dev.belay.market.PriceKind;
import dev.belay.money.Direction;
import dev.belay.money.Side;

/**
 * A stop of the guard's that rests at the exchange.
 *
 * @param triggeredBy which price triggers it
 * @param placed the number of the observation that showed it first
 */
record ObservedStop(
        long number,
        String id,
        Side side,
        long quantity,
        long trigger,
        boolean closesAll,
        PriceKind triggeredBy,
        long placedAt,
        long placed) {

    /** How much of a position of {@code size} it closes. */
    long covers(long size) {
        return closesAll ? size : Math.min(quantity, size);
    }

    boolean guards(Direction direction) {
        return side == direction.closingSide();
    }

    /** Whether it is a working stop that closes {@code size} completely. */
    boolean isWorkingStopOf(long size) {
        return !closesAll && quantity >= size;
    }
}
