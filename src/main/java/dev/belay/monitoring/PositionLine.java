package dev.belay.monitoring;

import dev.belay.position.Exposure;
import dev.belay.position.LegEvent;
import dev.belay.position.Protection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * One position of a leg, open or over.
 *
 * @param exposure as it was last while open
 * @param protection how well it was protected then
 * @param closedAt exchange time of the evidence of its close, epoch milliseconds, 0 while it is open
 * @param forgotten whether its end is not known, because the leg was rebuilt meanwhile
 * @param exitQuantity what the fills against it add up to
 * @param exitValue the same times their prices, quote asset
 * @param money what it has brought
 */
public record PositionLine(
        long epoch,
        Exposure exposure,
        Protection.State protection,
        long closedAt,
        boolean forgotten,
        BigDecimal exitQuantity,
        BigDecimal exitValue,
        Money money,
        Trailing trailing) {

    private static final int DECIMALS = 8;

    static PositionLine opened(long epoch, Exposure exposure, Money money) {
        return new PositionLine(
                epoch,
                exposure,
                Protection.State.UNPROTECTED,
                0,
                false,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                money,
                Trailing.NEW);
    }

    public boolean isOpen() {
        return closedAt == 0;
    }

    /** Whether a fill, or a payment, of that exchange time can be this position's: it was not over before. */
    boolean reaches(long at) {
        return isOpen() || closedAt >= at;
    }

    /** The average price of the fills against it, rounded to 8 decimals, halves to even; empty before the first. */
    public Optional<BigDecimal> exitPrice() {
        return exitQuantity.signum() == 0
                ? Optional.empty()
                : Optional.of(exitValue.divide(exitQuantity, DECIMALS, RoundingMode.HALF_EVEN));
    }

    /** What the position is after {@code event}. */
    PositionLine shown(LegEvent event, Exposure newest, Protection.State newProtection) {
        return new PositionLine(
                epoch,
                newest,
                newProtection,
                closedAt,
                forgotten,
                exitQuantity,
                exitValue,
                money,
                trailing.after(event, newest));
    }

    PositionLine closed(long at, boolean isForgotten) {
        return new PositionLine(
                epoch, exposure, Protection.State.FLAT, at, isForgotten, exitQuantity, exitValue, money, trailing);
    }

    PositionLine counting(Money more) {
        return new PositionLine(
                epoch, exposure, protection, closedAt, forgotten, exitQuantity, exitValue, money.plus(more), trailing);
    }

    /** With a fill, which is an exit when it is against the position. */
    PositionLine counting(LegEvent.Filled fill, Money more) {
        PositionLine next = counting(more);
        if (fill.side() != exposure.direction().closingSide()) {
            return next;
        }
        BigDecimal quantity = fill.quantity().decimal();
        return new PositionLine(
                epoch,
                exposure,
                protection,
                closedAt,
                forgotten,
                exitQuantity.add(quantity),
                exitValue.add(quantity.multiply(fill.price().decimal())),
                next.money,
                trailing);
    }
}
