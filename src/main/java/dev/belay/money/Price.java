package dev.belay.money;

import java.math.BigDecimal;

/**
 * A price in quote asset per base asset, never negative; {@code units} are hundred-millionths (see {@link FixedPoint}).
 *
 * <p>Two prices are equal when their values are: {@code Price.of("1.50")} equals {@code Price.of("1.5")}.
 */
public record Price(long units) implements Comparable<Price> {

    public static final Price ZERO = new Price(0);

    public Price {
        if (units < 0) { // not by Require: its message would be built for every price
            throw new IllegalArgumentException("a price is not negative, was " + FixedPoint.text(units));
        }
    }

    /** The price written as a plain decimal such as {@code "64021.30"}, at most 8 decimals. */
    public static Price of(String decimal) {
        return of(new BigDecimal(decimal));
    }

    public static Price of(BigDecimal decimal) {
        return new Price(FixedPoint.exactly(decimal));
    }

    /** The price nearest to {@code decimal}: entry prices are averages with more digits than a price has. */
    public static Price nearest(BigDecimal decimal) {
        return new Price(FixedPoint.nearest(decimal));
    }

    public BigDecimal decimal() {
        return FixedPoint.decimal(units);
    }

    @Override
    public int compareTo(Price other) {
        return Long.compare(units, other.units);
    }

    @Override
    public String toString() {
        return FixedPoint.text(units);
    }
}
