package dev.belay.money;

import java.math.BigDecimal;

/**
 * An amount of base asset, never negative (the direction is kept apart in {@link Direction}); {@code units} are
 * hundred-millionths (see {@link FixedPoint}).
 */
public record Quantity(long units) implements Comparable<Quantity> {

    public static final Quantity ZERO = new Quantity(0);

    public Quantity {
        if (units < 0) { // not by Require: its message would be built for every quantity
            throw new IllegalArgumentException("a quantity is not negative, was " + FixedPoint.text(units));
        }
    }

    /** The quantity written as a plain decimal such as {@code "0.003"}, at most 8 decimals. */
    public static Quantity of(String decimal) {
        return of(new BigDecimal(decimal));
    }

    public static Quantity of(BigDecimal decimal) {
        return new Quantity(FixedPoint.exactly(decimal));
    }

    public boolean isZero() {
        return units == 0;
    }

    public Quantity plus(Quantity other) {
        return new Quantity(Math.addExact(units, other.units));
    }

    /** This less {@code other}; throws when that would be negative. */
    public Quantity minus(Quantity other) {
        return new Quantity(units - other.units);
    }

    /** Value in quote asset at {@code price}, exact (up to 16 decimals). */
    public BigDecimal at(Price price) {
        return decimal().multiply(price.decimal());
    }

    public BigDecimal decimal() {
        return FixedPoint.decimal(units);
    }

    @Override
    public int compareTo(Quantity other) {
        return Long.compare(units, other.units);
    }

    @Override
    public String toString() {
        return FixedPoint.text(units);
    }
}
