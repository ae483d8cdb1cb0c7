package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Price;
import dev.belay.simulator.engine.Market;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SymbolSpec;

/** Market data as REST writes it (binance-api §5). */
final class MarketJson {

    static final String FUNDING_RATE = "0.00010000";

    private static final long FUNDING_INTERVAL = 8L * 3_600_000;
    private static final String BOOK_QUANTITY = "1000";

    private final Market market;

    MarketJson(Market market) {
        this.market = market;
    }

    static long nextFunding(long now) {
        return (Math.floorDiv(now, FUNDING_INTERVAL) + 1) * FUNDING_INTERVAL;
    }

    ObjectNode premiumIndex(SymbolSpec spec) {
        PriceStep step = market.latest(spec.symbol());
        String mark = Json.money(step.mark().decimal());
        return Json.object()
                .put("symbol", spec.symbol().name())
                .put("markPrice", mark)
                .put("indexPrice", Json.money(step.last().decimal()))
                .put("estimatedSettlePrice", mark)
                .put("lastFundingRate", FUNDING_RATE)
                .put("interestRate", FUNDING_RATE)
                .put("nextFundingTime", nextFunding(step.at()))
                .put("time", step.at());
    }

    ObjectNode bookTicker(SymbolSpec spec) {
        PriceStep step = market.latest(spec.symbol());
        return Json.object()
                .put("symbol", spec.symbol().name())
                .put("bidPrice", price(spec, spec.bid(step.last())))
                .put("bidQty", BOOK_QUANTITY)
                .put("askPrice", price(spec, spec.ask(step.last())))
                .put("askQty", BOOK_QUANTITY)
                .put("time", step.at())
                .put("lastUpdateId", step.at());
    }

    ObjectNode price(SymbolSpec spec) {
        PriceStep step = market.latest(spec.symbol());
        return Json.object()
                .put("symbol", spec.symbol().name())
                .put("price", price(spec, step.last()))
                .put("time", step.at());
    }

    ArrayNode candle(Candle candle, Interval interval) {
        String quoteVolume = Json.money(candle.volume().at(candle.close()));
        return Json.array()
                .add(candle.openTime())
                .add(candle.open().toString())
                .add(candle.high().toString())
                .add(candle.low().toString())
                .add(candle.close().toString())
                .add(candle.volume().toString())
                .add(candle.openTime() + interval.millis() - 1)
                .add(quoteVolume)
                .add(candle.trades())
                .add(candle.volume().toString())
                .add(quoteVolume)
                .add("0");
    }

    /** The same shape without volumes (binance-api §5). */
    ArrayNode markCandle(Candle candle, Interval interval) {
        return Json.array()
                .add(candle.openTime())
                .add(candle.open().toString())
                .add(candle.high().toString())
                .add(candle.low().toString())
                .add(candle.close().toString())
                .add("0")
                .add(candle.openTime() + interval.millis() - 1)
                .add("0")
                .add(candle.trades())
                .add("0")
                .add("0")
                .add("0");
    }

    ObjectNode funding(SymbolSpec spec, Candle candle) {
        return Json.object()
                .put("symbol", spec.symbol().name())
                .put("fundingRate", FUNDING_RATE)
                .put("fundingTime", candle.openTime())
                .put("markPrice", Json.money(candle.open().decimal()));
    }

    ObjectNode adlRisk(SymbolSpec spec, long now) {
        return Json.object()
                .put("symbol", spec.symbol().name())
                .put("adlRisk", "low")
                .put("updateTime", now);
    }

    private static String price(SymbolSpec spec, Price price) {
        return Json.padded(price.decimal(), spec.pricePrecision());
    }
}
