/**
 * Step 1 of a price's way: prices come in.
 *
 * <p>A {@link dev.belay.market.MarketPrice} arrives from the exchange's market stream and is told to the legs of its
 * symbol and to nobody else. {@link dev.belay.market.SymbolRules} says how prices and quantities of a symbol may look.
 * {@link dev.belay.market.ExchangeClock} is the one clock of the process.
 */
@NullMarked
package dev.belay.market;

import org.jspecify.annotations.NullMarked;
