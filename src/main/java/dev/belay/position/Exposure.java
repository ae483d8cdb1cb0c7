package dev.belay.position;

import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Require;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import dev.belay.trailing.TrailCursor;
import org.jspecify.annotations.Nullable;

/**
 * An open position.
 *
 * @param entryPrice average, rounded to 8 decimals
 * @param liquidationPrice zero when there is none or nobody said
 * @param openedAt exchange time of the evidence that opened it
 * @param evidenceAt exchange time of the newest evidence of its size; older evidence does not count
 * @param policy how it is protected; a changed configuration does not touch it, an operator's command does
 * @param hitAt exchange time of the tick that went through the level, 0 when none did
 * @param ownEntry whether Belay opened it
 * @param loosenedFrom the tightest level that an operator's override gave up, null when none did
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
        boolean ownEntry,
        @Nullable Price loosenedFrom) {

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
                ownEntry,
                loosenedFrom);
    }

    /** This position with a newer trail; throws when that would loosen the stop. */
    Exposure trailed(Trail newer) {
        Require.invariant(
                !direction.isBetter(trail.level(), newer.level()),
                "the stop would loosen from %s to %s",
                trail.level(),
                newer.level());
        boolean moved = !trail.level().equals(newer.level());
        return with(policy, newer, moved ? 0 : hitAt, loosenedFrom);
    }

    /** This position under another policy; throws when that would loosen the stop. */
    Exposure under(StopPolicy newPolicy, Trail newer) {
        Exposure moved = trailed(newer);
        return moved.with(newPolicy, newer, moved.hitAt, loosenedFrom);
    }

    /** This position at a looser level, as an operator wants it. */
    Exposure overridden(Trail looser) {
        Price tightest = loosenedFrom == null ? trail.level() : direction.better(loosenedFrom, trail.level());
        return with(policy, looser, 0, tightest);
    }

    Exposure hit(long at) {
        return with(policy, trail, at, loosenedFrom);
    }

    private Exposure with(StopPolicy newPolicy, Trail newTrail, long newHitAt, @Nullable Price newLoosenedFrom) {
        return new Exposure(
                direction,
                quantity,
                entryPrice,
                liquidationPrice,
                openedAt,
                evidenceAt,
                newPolicy,
                newTrail,
                newHitAt,
                ownEntry,
                newLoosenedFrom);
    }

    /** What follows the price for this position. */
    public TrailCursor cursor(SymbolRules rules) {
        return new TrailCursor(trail, policy, rules, openedAt);
    }
}
