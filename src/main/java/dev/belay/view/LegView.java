package dev.belay.view;

import dev.belay.market.PriceKind;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.position.Exposure;
import dev.belay.position.Leg;
import dev.belay.position.Protection;
import dev.belay.trailing.Trail;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One leg as people are shown it.
 *
 * @param position the open position, null when there is none
 * @param stop where its stop is, null without a position
 * @param result what its fills have brought, over all positions of the leg
 * @param last the newest event
 * @param unprotectedSince when its position was left without a proven stop, exchange time in epoch milliseconds; 0 when it
 *     has one
 */
public record LegView(
        LegId leg,
        long epoch,
        Leg.Phase phase,
        Protection.State protection,
        @Nullable Position position,
        @Nullable Stop stop,
        Result result,
        Last last,
        long unprotectedSince) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * What is open.
     *
     * @param mark the newest mark price, null before the first
     * @param profit unrealized, quote asset, rounded to 8 decimals, halves to even; fees are not in it
     * @param profitPercent of the entry price, positive is a gain, rounded to 2 decimals, halves to even
     * @param openedAt exchange time, epoch milliseconds
     */
    public record Position(
            Direction direction,
            Quantity quantity,
            Price entry,
            @Nullable Price mark,
            @Nullable BigDecimal profit,
            @Nullable BigDecimal profitPercent,
            long openedAt) {}

    /**
     * Where the stop is.
     *
     * @param wanted where the working stop has to be
     * @param proven the tightest level at which a proven stop closes all of the position, null when none does
     * @param disaster the trigger of the proven disaster stop, null without one
     * @param distancePercent from the mark price to {@code wanted}, as a share of the mark price, rounded to 2 decimals,
     *     halves to even; negative when the price is through it
     * @param activated whether it trails
     * @param peak the best price seen
     * @param activation the price from which it trails, null when its policy does not trail
     * @param policy the name of the policy that it follows
     * @param price which price it follows and is triggered by; the disaster stop goes by the mark price
     */
    public record Stop(
            Price wanted,
            @Nullable Price proven,
            @Nullable Price disaster,
            @Nullable BigDecimal distancePercent,
            boolean activated,
            Price peak,
            @Nullable Price activation,
            String policy,
            PriceKind price) {}

    /**
     * What the counted fills of the leg have brought, exactly as the exchange tells it.
     *
     * @param fills how many
     * @param realizedProfit in quote asset, before commission
     * @param commissions paid, by asset
     */
    public record Result(long fills, BigDecimal realizedProfit, Map<String, BigDecimal> commissions) {
        public Result {
            commissions = Map.copyOf(commissions);
        }
    }

    /**
     * The newest event.
     *
     * @param sequence its number, 0 when there is none
     * @param at exchange time, epoch milliseconds
     */
    public record Last(long sequence, String text, long at) {}

    /** {@code leg} at the price {@code mark}. */
    public static LegView of(Leg leg, @Nullable Price mark, Last last, long unprotectedSince) {
        Protection protection = Protection.of(leg);
        Exposure exposure = leg.exposure();
        return new LegView(
                leg.id(),
                leg.epoch(),
                leg.phase(),
                protection.state(),
                exposure == null ? null : position(exposure, mark),
                exposure == null ? null : stop(exposure, protection, mark),
                new Result(
                        leg.fills().count(),
                        leg.fills().realizedProfit(),
                        leg.fills().commissions()),
                last,
                unprotectedSince);
    }

    /** Whether there is nothing to see: no position, none under way, no stop left over. */
    public static boolean isIdle(Leg leg) {
        return leg.phase() == Leg.Phase.FLAT && leg.stops().all().isEmpty();
    }

    private static Position position(Exposure exposure, @Nullable Price mark) {
        BigDecimal gain = mark == null ? null : gain(exposure, mark);
        return new Position(
                exposure.direction(),
                exposure.quantity(),
                exposure.entryPrice(),
                mark,
                gain == null
                        ? null
                        : gain.multiply(exposure.quantity().decimal()).setScale(8, RoundingMode.HALF_EVEN),
                gain == null ? null : percent(gain, exposure.entryPrice()),
                exposure.openedAt());
    }

    private static Stop stop(Exposure exposure, Protection protection, @Nullable Price mark) {
        Trail trail = exposure.trail();
        Direction direction = exposure.direction();
        return new Stop(
                trail.level(),
                protection.covered(),
                protection.disaster(),
                mark == null ? null : percent(difference(direction, mark, trail.level()), mark),
                trail.activated(),
                trail.peak(),
                exposure.policy().isTrailing()
                        ? new Price(direction.betterBy(
                                trail.entry().units(), exposure.policy().activation()))
                        : null,
                exposure.policy().name(),
                exposure.policy().price());
    }

    private static BigDecimal gain(Exposure exposure, Price mark) {
        return difference(exposure.direction(), mark, exposure.entryPrice());
    }

    /** By how much {@code price} is better than {@code than}. */
    private static BigDecimal difference(Direction direction, Price price, Price than) {
        return price.decimal().subtract(than.decimal()).multiply(BigDecimal.valueOf(direction.sign()));
    }

    private static @Nullable BigDecimal percent(BigDecimal amount, Price of) {
        return of.units() == 0 ? null : amount.multiply(HUNDRED).divide(of.decimal(), 2, RoundingMode.HALF_EVEN);
    }
}
