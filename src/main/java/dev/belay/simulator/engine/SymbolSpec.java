package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.math.BigDecimal;

/**
 * A contract of the simulated exchange: the filters of exchangeInfo (binance-api §5) and where its price starts.
 *
 * @param pricePrecision decimals allowed in a price; not the tick: BTCUSDT has 2 and ticks of 0.10
 * @param quantity what an order's quantity may be
 * @param minNotional in quote asset; reduce-only orders are exempt
 * @param initialPrice the first price when the source does not say
 * @param trading whether status is TRADING; else orders are refused
 */
public record SymbolSpec(
        Symbol symbol,
        Price tick,
        int pricePrecision,
        LotSize quantity,
        BigDecimal minNotional,
        Price initialPrice,
        int maxLeverage,
        boolean trading) {

    /** How far market orders may fill from the mark price, and limit prices may lie: 5 %. */
    public static final BigDecimal BOUND = new BigDecimal("0.05");

    private static final String QUOTE = "USDT";
    private static final BigDecimal ABOVE = BigDecimal.ONE.add(BOUND);
    private static final BigDecimal BELOW = BigDecimal.ONE.subtract(BOUND);

    /**
     * LOT_SIZE and MARKET_LOT_SIZE.
     *
     * @param maximumMarket binds MARKET orders, also those born from stops
     */
    public record LotSize(Quantity step, Quantity minimum, Quantity maximum, Quantity maximumMarket) {

        /** Decimals allowed in a quantity. */
        public int precision() {
            return Math.max(0, step.decimal().stripTrailingZeros().scale());
        }
    }

    /** The same contract, accepting orders or not. */
    public SymbolSpec trading(boolean open) {
        return new SymbolSpec(symbol, tick, pricePrecision, quantity, minNotional, initialPrice, maxLeverage, open);
    }

    /** The same contract with ticks and steps that are {@code factor} times as large. */
    public SymbolSpec coarser(long factor) {
        Quantity step = new Quantity(quantity.step().units() * factor);
        LotSize lot = new LotSize(step, step, quantity.maximum(), quantity.maximumMarket());
        Price wider = new Price(tick.units() * factor);
        return new SymbolSpec(symbol, wider, pricePrecision, lot, minNotional, initialPrice, maxLeverage, trading);
    }

    public String baseAsset() {
        String name = symbol.name();
        return name.endsWith(QUOTE) ? name.substring(0, name.length() - QUOTE.length()) : name;
    }

    public Price minPrice() {
        return tick;
    }

    /** A hundred times the first price: far enough for every replay, near enough for the filter to mean something. */
    public Price maxPrice() {
        return new Price(Math.multiplyExact(initialPrice.units(), 100L));
    }

    /** The price at which a market order sells when the last trade was at {@code last}: one tick of half spread. */
    public Price bid(Price last) {
        return new Price(Math.max(tick.units(), last.units() - tick.units()));
    }

    /** The price at which a market order buys when the last trade was at {@code last}. */
    public Price ask(Price last) {
        return new Price(last.units() + tick.units());
    }

    /** The worst price at which a market order of {@code side} may fill: marketTakeBound (binance-api §14). */
    static Price worst(Side side, Price mark) {
        return Price.nearest(mark.decimal().multiply(side == Side.BUY ? ABOVE : BELOW));
    }
}
