package dev.belay.position;

import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Require;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;

/**
 * An open position.
 *
 * @param entryPrice average, rounded to 8 decimals
 * @param liquidationPrice zero when there is none or nobody said
 * @param openedAt exchange time of the evidence that opened it
 * @param evidenceAt exchange time of the newest evidence of its size; older evidence does not count
 * @param policy how it is protected, from its opening on; a changed configuration does not touch it
 * @param hitAt exchange time of the tick that went through the level, 0 when none did
 * @param ownEntry whether Belay opened it
 */
public record Exposure(
        Direction direction,
        Quantity quantity,
        Price entryPrice,
        Price liquidationPrice,
        long openedAt,
        long evidenceAt,
        StopPolicy policy,
        Trail trail,
        long hitAt,
        boolean ownEntry) {

    public Exposure {
        Require.invariant(!quantity.isZero(), "an open position has a size");
    }

    Exposure resized(LegEvent.PositionResized resized) {
        return new Exposure(
                direction,
                resized.quantity(),
                resized.entryPrice(),
                resized.liquidationPrice(),
                openedAt,
                resized.evidenceAt(),
                policy,
                resized.trail(),
                hitAt,
                ownEntry);
    }

    /** This position with a newer trail; throws when that would loosen the stop. */
    Exposure trailed(Trail newer) {
        Require.invariant(
                !direction.isBetter(trail.level(), newer.level()),
                "the stop would loosen from %s to %s",
                trail.level(),
                newer.level());
        boolean moved = !trail.level().equals(newer.level());
        return new Exposure(
                direction,
                quantity,
                entryPrice,
                liquidationPrice,
                openedAt,
                evidenceAt,
                policy,
                newer,
                moved ? 0 : hitAt,
                ownEntry);
    }

    Exposure hit(long at) {
        return new Exposure(
                direction, quantity, entryPrice, liquidationPrice, openedAt, evidenceAt, policy, trail, at, ownEntry);
    }
}
