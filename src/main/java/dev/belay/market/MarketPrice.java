package dev.belay.market;

import dev.belay.money.Price;
import dev.belay.money.Symbol;

/**
 * A price as the exchange published it.
 *
 * @param at the exchange's event time, epoch milliseconds; strictly rising per symbol for mark prices, while several
 *     trades may have one time
 */
public record MarketPrice(Symbol symbol, PriceKind kind, Price price, long at) {

    /** A mark price. */
    public static MarketPrice mark(Symbol symbol, Price price, long at) {
        return new MarketPrice(symbol, PriceKind.MARK, price, at);
    }

    /** The price of a trade. */
    public static MarketPrice last(Symbol symbol, Price price, long at) {
        return new MarketPrice(symbol, PriceKind.LAST, price, at);
    }
}
