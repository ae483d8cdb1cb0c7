/**
 * Step 5 of a price's way: the one road out.
 *
 * <p>{@link dev.belay.exchange.Exchange} is the port: a {@link dev.belay.exchange.Request} goes out, an
 * {@link dev.belay.exchange.Outcome} comes back. The outcome is one of done, refused, unknown, not sent; an error is
 * never read as an empty answer. The user stream brings {@link dev.belay.exchange.UserEvent}s. The types here name what
 * an exchange of USDⓈ-M futures can be asked and can say; how that looks on the wire is {@code exchange.binance}'s
 * matter alone.
 */
@NullMarked
package dev.belay.exchange;

import org.jspecify.annotations.NullMarked;
