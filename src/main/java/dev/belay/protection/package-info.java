/**
 * Step 4 of a price's way: what has to rest at the exchange.
 *
 * <p>{@link dev.belay.protection.StopOrder} is one stop of ours with what is known of it; {@link
 * dev.belay.protection.StopBook} is all of them for one leg, and answers how well a position is covered. {@link
 * dev.belay.protection.CancelGate} decides whether a stop may be cancelled: only with fresh, own, positive evidence that
 * another one covers the position at least as well. {@link dev.belay.protection.ClientIds} names orders from the
 * journal, and {@link dev.belay.protection.EntrySizing} turns money into a quantity or a refusal with the numbers.
 */
@NullMarked
package dev.belay.protection;

import org.jspecify.annotations.NullMarked;
