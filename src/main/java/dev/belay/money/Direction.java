package dev.belay.money;

/** Which way a position gains. The only place that knows a long from a short: there is no twin code for the two. */
public enum Direction {
    /** Gains when the price rises; closed by selling. */
    LONG(1, Side.BUY),
    /** Gains when the price falls; closed by buying. */
    SHORT(-1, Side.SELL);

    private final int sign;
    private final Side opening;

    Direction(int sign, Side opening) {
        this.sign = sign;
        this.opening = opening;
    }

    public Side openingSide() {
        return opening;
    }

    public Side closingSide() {
        return opening.opposite();
    }

    /** +1 for long, -1 for short: the sign of the exchange's {@code positionAmt}. */
    public int sign() {
        return sign;
    }

    /** Whether {@code price} is strictly better for this direction than {@code than}. */
    public boolean isBetter(long price, long than) {
        return sign > 0 ? price > than : price < than;
    }

    public boolean isBetter(Price price, Price than) {
        return isBetter(price.units(), than.units());
    }

    /** Whether a stop at {@code level} is hit by {@code price}: the price is at it or beyond. */
    public boolean isThrough(long price, long level) {
        return !isBetter(price, level);
    }

    public boolean isThrough(Price price, Price level) {
        return isThrough(price.units(), level.units());
    }

    /** The price that is worse than {@code price} by {@code distance}, in units, before rounding to a tick. */
    public long worseBy(long price, Percent distance) {
        return sign > 0 ? distance.below(price) : distance.above(price);
    }

    /** The price that is better than {@code price} by {@code distance}, in units, before rounding to a tick. */
    public long betterBy(long price, Percent distance) {
        return sign > 0 ? distance.above(price) : distance.below(price);
    }

    /** The nearest multiple of {@code tick} on the losing side of {@code price}: a stop is never rounded into the price. */
    public long roundedAway(long price, long tick) {
        return sign > 0 ? FixedPoint.floorTo(price, tick) : FixedPoint.ceilTo(price, tick);
    }

    /** The nearest multiple of {@code tick} on the winning side of {@code price}: for a level that must earn its cost. */
    public long roundedInto(long price, long tick) {
        return sign > 0 ? FixedPoint.ceilTo(price, tick) : FixedPoint.floorTo(price, tick);
    }

    /** The better of two prices. */
    public Price better(Price one, Price other) {
        return isBetter(other, one) ? other : one;
    }
}
