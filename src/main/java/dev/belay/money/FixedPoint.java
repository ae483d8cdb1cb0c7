package dev.belay.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Decimals as longs of {@value #DECIMALS} places: the value 1.5 is 150_000_000 units.
 *
 * <p>The range is ±92 billion, far beyond any price or quantity of a USDⓈ-M symbol; every operation that could leave it
 * throws {@link ArithmeticException} instead of wrapping.
 */
public final class FixedPoint {

    /** Decimal places of a unit. Binance mark prices carry 8. */
    public static final int DECIMALS = 8;

    /** Units in one whole. */
    public static final long ONE = 100_000_000L;

    private FixedPoint() {}

    /** The exact units of {@code value}; throws {@link ArithmeticException} if it has more than 8 decimals. */
    public static long exactly(BigDecimal value) {
        return value.setScale(DECIMALS, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    /** The units nearest to {@code value}, halves to even; for averages that the exchange computes with more digits. */
    public static long nearest(BigDecimal value) {
        return value.setScale(DECIMALS, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
    }

    public static BigDecimal decimal(long units) {
        return BigDecimal.valueOf(units, DECIMALS);
    }

    /** Plain decimal text without trailing zeros: {@code 150_000_000} is {@code "1.5"}. */
    public static String text(long units) {
        BigDecimal trimmed = decimal(units).stripTrailingZeros();
        return trimmed.scale() < 0
                ? trimmed.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
                : trimmed.toPlainString();
    }

    /** {@code units × numerator ÷ denominator} rounded down, exact in between; {@code numerator, denominator > 0}. */
    public static long scaledDown(long units, long numerator, long denominator) {
        long whole = Math.floorDiv(units, denominator);
        long rest = Math.floorMod(units, denominator);
        return Math.addExact(
                Math.multiplyExact(whole, numerator), Math.floorDiv(Math.multiplyExact(rest, numerator), denominator));
    }

    /** {@code units × numerator ÷ denominator} rounded up, exact in between; {@code numerator, denominator > 0}. */
    public static long scaledUp(long units, long numerator, long denominator) {
        long whole = Math.floorDiv(units, denominator);
        long rest = Math.floorMod(units, denominator);
        return Math.addExact(
                Math.multiplyExact(whole, numerator),
                Math.floorDiv(Math.addExact(Math.multiplyExact(rest, numerator), denominator - 1), denominator));
    }

    /** The largest multiple of {@code step} that is not above {@code units}. */
    public static long floorTo(long units, long step) {
        return units - Math.floorMod(units, step);
    }

    /** The smallest multiple of {@code step} that is not below {@code units}. */
    public static long ceilTo(long units, long step) {
        return Math.addExact(units, Math.floorMod(-units, step));
    }
}
