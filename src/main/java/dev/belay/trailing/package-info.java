/**
 * Step 2 of a price's way: where the stop is decided.
 *
 * <p>{@link dev.belay.trailing.StopPolicy} is what the operator wants, a composition of {@link
 * dev.belay.trailing.StopRule}s; {@link dev.belay.trailing.Policies} say which position gets which. {@link
 * dev.belay.trailing.PolicyChecks} refuses what could loosen. {@link dev.belay.trailing.Trail} is how far one position has
 * come (journaled), and {@link dev.belay.trailing.TrailCursor} is the one place where a price becomes a decision: it runs
 * for every tick on plain longs. {@link dev.belay.trailing.TrailingStopActor} carries a cursor for one position and tells
 * its parent only the decisions.
 *
 * <p>The invariant here: within one position a level only ever moves in the trader's favour, except by an operator's
 * recorded override.
 */
@NullMarked
package dev.belay.trailing;

import org.jspecify.annotations.NullMarked;
