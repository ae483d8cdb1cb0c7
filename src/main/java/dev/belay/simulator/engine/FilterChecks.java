package dev.belay.simulator.engine;

import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.math.BigDecimal;

/** The filters of exchangeInfo (binance-api §5). */
final class FilterChecks {

    private static final BigDecimal BAND_UP = new BigDecimal("1.05");
    private static final BigDecimal BAND_DOWN = new BigDecimal("0.95");

    private FilterChecks() {}

    static void price(SymbolSpec spec, Price price) {
        Refusal.PRECISION.when(hasMoreDecimals(price.units(), spec.pricePrecision()));
        Refusal.PRICE_BELOW_MINIMUM.when(price.compareTo(spec.minPrice()) < 0);
        Refusal.PRICE_ABOVE_MAXIMUM.when(price.compareTo(spec.maxPrice()) > 0);
        Refusal.PRICE_OFF_TICK.when(price.units() % spec.tick().units() != 0);
    }

    /** Live validates the tick of a trigger as far as is known; the testnet did not (binance-api §18). */
    static void trigger(SymbolSpec spec, Price trigger) {
        Refusal.STOP_PRICE_ZERO.when(trigger.units() == 0);
        Refusal.PRECISION.when(hasMoreDecimals(trigger.units(), spec.pricePrecision()));
        Refusal.STOP_PRICE_ABOVE_MAXIMUM.when(trigger.compareTo(spec.maxPrice()) > 0);
        Refusal.PRICE_OFF_TICK.when(trigger.units() % spec.tick().units() != 0);
    }

    /** PERCENT_PRICE of a LIMIT order. */
    static void band(Side side, Price price, Price mark) {
        BigDecimal limit = mark.decimal().multiply(side == Side.BUY ? BAND_UP : BAND_DOWN);
        Refusal.PRICE_ABOVE_BAND.when(side == Side.BUY && price.decimal().compareTo(limit) > 0);
        Refusal.PRICE_BELOW_BAND.when(side == Side.SELL && price.decimal().compareTo(limit) < 0);
    }

    static void quantity(SymbolSpec spec, Quantity quantity, boolean market) {
        SymbolSpec.LotSize lot = spec.quantity();
        Refusal.QUANTITY_ZERO.when(quantity.isZero());
        Refusal.PRECISION.when(hasMoreDecimals(quantity.units(), lot.precision()));
        Refusal.QUANTITY_BELOW_MINIMUM.when(quantity.compareTo(lot.minimum()) < 0);
        Refusal.QUANTITY_ABOVE_MAXIMUM.when(quantity.compareTo(market ? lot.maximumMarket() : lot.maximum()) > 0);
        Refusal.QUANTITY_OFF_STEP.when(quantity.units() % lot.step().units() != 0);
    }

    static void notional(SymbolSpec spec, Quantity quantity, Price price) {
        Refusal.NOTIONAL_TOO_SMALL.when(
                quantity.at(price).compareTo(spec.minNotional()) < 0,
                spec.minNotional().toPlainString());
    }

    private static boolean hasMoreDecimals(long units, int precision) {
        long smallest = FixedPoint.ONE;
        for (int decimal = 0; decimal < precision; decimal++) {
            smallest /= 10;
        }
        return units % smallest != 0;
    }
}
