package dev.belay.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A share in percent, exact to a ten-thousandth of a percent: 0.5 % is 5_000 millionths. Never negative. */
public record Percent(long millionths) implements Comparable<Percent> {

    private static final long WHOLE = 1_000_000L;

    public Percent {
        Require.argument(millionths >= 0, "a percentage is not negative, was %s", millionths);
    }

    /** The percentage written as a number with or without the sign: {@code "0.5"}, {@code "0.5 %"}. */
    public static Percent of(String text) {
        String number =
                text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text.strip();
        return new Percent(new BigDecimal(number)
                .movePointRight(4)
                .setScale(0, RoundingMode.UNNECESSARY)
                .longValueExact());
    }

    /** {@code units} less this share, rounded down. */
    public long below(long units) {
        Require.argument(millionths <= WHOLE, "more than all of it: %s", this);
        return FixedPoint.scaledDown(units, WHOLE - millionths, WHOLE);
    }

    /** {@code units} plus this share, rounded up. */
    public long above(long units) {
        return FixedPoint.scaledUp(units, WHOLE + millionths, WHOLE);
    }

    /** This share of {@code units}, rounded up. */
    public long partOf(long units) {
        return FixedPoint.scaledUp(units, millionths, WHOLE);
    }

    /** As a factor: 10 % is 0.1. */
    public BigDecimal share() {
        return BigDecimal.valueOf(millionths, 6);
    }

    public boolean isZero() {
        return millionths == 0;
    }

    @Override
    public int compareTo(Percent other) {
        return Long.compare(millionths, other.millionths);
    }

    /** As it is written in the configuration: {@code "0.5 %"}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(millionths, 4).stripTrailingZeros().toPlainString() + " %";
    }
}
