package dev.belay.simulator.engine;

import dev.belay.money.Price;
import java.math.BigDecimal;

/**
 * What only some conditional orders have (binance-api §8.2).
 *
 * @param price of the limit order that a STOP or TAKE_PROFIT becomes; zero for the market types
 * @param timeInForce as sent
 * @param goodTillDate when a GTD order ends, epoch milliseconds; else 0
 * @param activation where a trailing order starts to trail; zero is at once
 * @param callbackRate of a trailing order, in percent; zero for the others
 */
public record AlgoTerms(
        Price price, TimeInForce timeInForce, long goodTillDate, Price activation, BigDecimal callbackRate) {

    /** Those of a market order without an end. */
    public static final AlgoTerms PLAIN = new AlgoTerms(Price.ZERO, TimeInForce.GTC, 0, Price.ZERO, BigDecimal.ZERO);

    /** Those of a trailing order. */
    public static AlgoTerms trailing(Price activation, BigDecimal callbackRate) {
        return new AlgoTerms(Price.ZERO, TimeInForce.GTC, 0, activation, callbackRate);
    }

    /** Those of a STOP or TAKE_PROFIT. */
    public static AlgoTerms limit(Price price, TimeInForce timeInForce) {
        return new AlgoTerms(price, timeInForce, 0, Price.ZERO, BigDecimal.ZERO);
    }
}
