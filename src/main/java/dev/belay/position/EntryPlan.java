package dev.belay.position;

import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.trailing.StopPolicy;

/**
 * An opening that was decided and is not over: first the working stop, then the market order, then the disaster stop.
 *
 * @param reference the mark price that it was sized at
 * @param stop the level of the working stop that is placed before the entry
 * @param decidedAt exchange time, epoch milliseconds
 * @param ordered whether the market order was decided; from then on only its outcome ends the opening
 */
public record EntryPlan(
        Direction direction,
        Quantity quantity,
        Price reference,
        Price stop,
        StopPolicy policy,
        long decidedAt,
        boolean ordered) {

    EntryPlan asOrdered() {
        return new EntryPlan(direction, quantity, reference, stop, policy, decidedAt, true);
    }
}
