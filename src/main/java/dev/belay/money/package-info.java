/**
 * The values that everything else speaks in: {@link dev.belay.money.Price}, {@link dev.belay.money.Quantity},
 * {@link dev.belay.money.Percent}, {@link dev.belay.money.Symbol} and the identity of a leg,
 * {@link dev.belay.money.LegId}.
 *
 * <p>Money is exact. Prices and quantities are fixed-point longs of 8 decimals ({@link dev.belay.money.FixedPoint}),
 * because the tick path compares and multiplies them without allocating; sums of money are {@code BigDecimal}. No
 * floating point is allowed here, and nothing here depends on any other package.
 */
@NullMarked
package dev.belay.money;

import org.jspecify.annotations.NullMarked;
