/**
 * Step 1 of a price's way: prices come in.
 *
 * <p>A {@link dev.belay.market.MarketPrice}, a mark price or the price of a trade, arrives from the exchange's market
 * stream and is told to the legs that follow it and to nobody else; {@code WatchTable} knows who that is, and which
 * silence is the stream's fault. {@link dev.belay.market.SymbolRules} says how prices and quantities of a symbol may look.
 * {@link dev.belay.market.ExchangeClock} is the one clock of the process.
 */
@NullMarked
package dev.belay.market;

import org.jspecify.annotations.NullMarked;
