/**
 * Step 2 of a price's way: where the stop is decided.
 *
 * <p>{@link dev.belay.trailing.StopPolicy} is what the operator wants, {@link dev.belay.trailing.Trail} is how far one
 * position has come with it (journaled), and {@link dev.belay.trailing.TrailCursor} is the one place where a price
 * becomes a decision: it runs for every tick on plain longs. {@link dev.belay.trailing.TrailingStopActor} carries a
 * cursor for one position and tells its parent only the decisions.
 *
 * <p>The invariant here: within one position a level only ever moves in the trader's favour.
 */
@NullMarked
package dev.belay.trailing;

import org.jspecify.annotations.NullMarked;
