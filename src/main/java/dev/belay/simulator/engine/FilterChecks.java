package dev.belay.simulator.engine;

import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;

/** The filters of exchangeInfo (binance-api §5). */
final class FilterChecks {

    private FilterChecks() {}

    static void price(SymbolSpec spec, Price price) {
        Refusal.PRICE_ZERO.when(price.units() == 0);
        Refusal.PRECISION.when(hasMoreDecimals(price.units(), spec.pricePrecision()));
        Refusal.PRICE_BELOW_MINIMUM.when(price.compareTo(spec.minPrice()) < 0);
        Refusal.PRICE_ABOVE_MAXIMUM.when(price.compareTo(spec.maxPrice()) > 0);
        Refusal.PRICE_OFF_TICK.when(price.units() % spec.tick().units() != 0);
    }

    /** The testnet does not validate the tick of a trigger, live as far as is known does (binance-api §18). */
    static void trigger(SymbolSpec spec, Price trigger, boolean tickToo) {
        Refusal.STOP_PRICE_ZERO.when(trigger.units() == 0);
        Refusal.PRECISION.when(hasMoreDecimals(trigger.units(), spec.pricePrecision()));
        Refusal.STOP_PRICE_ABOVE_MAXIMUM.when(trigger.compareTo(spec.maxPrice()) > 0);
        Refusal.PRICE_OFF_TICK.when(tickToo && trigger.units() % spec.tick().units() != 0);
    }

    /** PERCENT_PRICE of a LIMIT order. */
    static void band(Side side, Price price, Price mark) {
        Price limit = SymbolSpec.worst(side, mark);
        Refusal.PRICE_ABOVE_BAND.when(side == Side.BUY && price.compareTo(limit) > 0);
        Refusal.PRICE_BELOW_BAND.when(side == Side.SELL && price.compareTo(limit) < 0);
    }

    /** The limit price of a STOP or TAKE_PROFIT may not be far beyond its trigger. */
    static void beside(Side side, Price price, Price trigger) {
        Price limit = SymbolSpec.worst(side, trigger);
        Refusal.LIMIT_ABOVE_STOP.when(side == Side.BUY && price.compareTo(limit) > 0, limit);
        Refusal.LIMIT_BELOW_STOP.when(side == Side.SELL && price.compareTo(limit) < 0, limit);
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
