package dev.belay.trailing;

import dev.belay.money.Direction;
import dev.belay.money.FixedPoint;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a policy for one position, in numbers: entry price, direction and tick are worked in, so that a level is a
 * few operations on longs and no allocation. All prices are units.
 */
final class PolicyLevels {

    /** One rule's level for the best price seen; the initial stop while the rule has nothing better to propose. */
    private interface Proposal {
        long level(long peak);
    }

    private static final Proposal[] NO_PROPOSALS = {};

    private final Direction direction;
    private final long entry;
    private final long tick;
    private final long initial;
    private final boolean trails;
    private final long activationPrice;
    private final Proposal[] always;
    private final Percent callback;
    private final long callbackTicks;
    private final Percent rangeMultiple;
    private final Percent agedDistance;

    PolicyLevels(Direction direction, Price entry, StopPolicy policy, long tick) {
        this.direction = direction;
        this.entry = entry.units();
        this.tick = tick;
        this.initial = direction.roundedAway(policy.initialLevel(direction, entry), tick);
        this.trails = policy.isTrailing();
        this.activationPrice = policy.activationPrice(direction, entry);
        this.always = always(policy);
        this.callback = policy.callback();
        this.callbackTicks = policy.find(StopRule.TrailByTicks.class)
                .map(rule -> Math.multiplyExact(rule.ticks(), tick))
                .orElse(0L);
        this.rangeMultiple = policy.find(StopRule.TrailByRange.class)
                .map(rule -> new Percent(
                        rule.multiple().movePointRight(6).toBigIntegerExact().longValueExact()))
                .orElse(new Percent(0));
        this.agedDistance = policy.find(StopRule.TightenByAge.class)
                .map(StopRule.TightenByAge::distance)
                .orElse(StopPolicy.ALL);
    }

    private Proposal[] always(StopPolicy policy) {
        List<Proposal> proposals = new ArrayList<>();
        policy.find(StopRule.BreakEven.class).ifPresent(rule -> proposals.add(breakEven(rule)));
        policy.find(StopRule.ProfitLock.class).ifPresent(rule -> proposals.add(profitLock(rule)));
        return proposals.toArray(NO_PROPOSALS);
    }

    private Proposal breakEven(StopRule.BreakEven rule) {
        long from = direction.betterBy(entry, rule.gain());
        long level = direction.roundedInto(
                direction.betterBy(FeeFree.exit(direction, entry, rule.takerFee()), rule.offset()), tick);
        return peak -> direction.isBetter(from, peak) ? initial : level;
    }

    private Proposal profitLock(StopRule.ProfitLock rule) {
        int tiers = rule.tiers().size();
        long[] from = new long[tiers];
        long[] shares = new long[tiers];
        for (int i = 0; i < tiers; i++) {
            from[i] = direction.betterBy(entry, rule.tiers().get(i).gain());
            shares[i] = rule.tiers().get(i).share().millionths();
        }
        return peak -> {
            int tier = tiers - 1;
            while (tier >= 0 && direction.isBetter(from[tier], peak)) {
                tier--;
            }
            return tier < 0 ? initial : locked(peak, shares[tier]);
        };
    }

    private long locked(long peak, long share) {
        long gain = Math.abs(peak - entry);
        return entry + direction.sign() * FixedPoint.scaledDown(gain, share, StopPolicy.ALL.millionths());
    }

    /** The level of the initial stop, on the grid of ticks. */
    long initial() {
        return initial;
    }

    /** Whether the gain at {@code peak} switches the trailing on. */
    boolean isActivatedAt(long peak) {
        return trails && !direction.isBetter(activationPrice, peak);
    }

    /** Whether a better price alone can propose a better level, also before the activation. */
    boolean followsAlways() {
        return always.length > 0;
    }

    /**
     * The tightest level that the rules propose, on the grid of ticks.
     *
     * @param peak the best price seen
     * @param isActivated whether the stop trails
     * @param range the average true range, or {@link AverageRange#SILENT}
     * @param isAged whether the position is old enough to be stopped closer
     */
    long tightest(long peak, boolean isActivated, long range, boolean isAged) {
        long best = initial;
        for (Proposal rule : always) {
            best = better(best, rule.level(peak));
        }
        if (isActivated) {
            best = better(best, trailing(peak, range));
        }
        if (isAged) {
            best = better(best, direction.worseBy(peak, agedDistance));
        }
        return direction.roundedAway(best, tick);
    }

    private long trailing(long peak, long range) {
        long best = callback.isZero() ? initial : direction.worseBy(peak, callback);
        if (callbackTicks > 0) {
            best = better(best, behind(peak, callbackTicks));
        }
        return range == AverageRange.SILENT ? best : better(best, behind(peak, rangeMultiple.partOf(range)));
    }

    private long behind(long peak, long distance) {
        return Math.max(0, peak - direction.sign() * distance);
    }

    private long better(long one, long other) {
        return direction.isBetter(other, one) ? other : one;
    }
}
