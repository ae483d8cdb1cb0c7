package dev.belay.market;

import dev.belay.money.Price;
import dev.belay.money.Symbol;

/**
 * A mark price as the exchange published it.
 *
 * @param at the exchange's event time, epoch milliseconds; strictly rising per symbol
 */
public record MarkPrice(Symbol symbol, Price price, long at) {}
