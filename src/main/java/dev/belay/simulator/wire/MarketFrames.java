package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.engine.Market;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SymbolSpec;

/** Payloads of the market streams (binance-api §9.2). */
final class MarketFrames {

    private static final int USD_MARGINED = 1;
    private static final String BOOK_QUANTITY = "1000";

    private final Market market;
    private long tradeId;

    MarketFrames(Market market) {
        this.market = market;
    }

    JsonNode markPrice(PriceStep step) {
        String mark = Json.money(step.mark().decimal());
        return head("markPriceUpdate", step)
                .put("s", step.symbol().name())
                .put("p", mark)
                .put("ap", mark)
                .put("i", Json.money(step.last().decimal()))
                .put("P", mark)
                .put("r", MarketJson.FUNDING_RATE)
                .put("T", MarketJson.nextFunding(step.at()))
                .put("st", USD_MARGINED);
    }

    JsonNode aggTrade(PriceStep step) {
        tradeId++;
        String quantity = step.volume().toString();
        return head("aggTrade", step)
                .put("s", step.symbol().name())
                .put("a", tradeId)
                .put("p", step.last().toString())
                .put("q", quantity)
                .put("nq", quantity)
                .put("f", tradeId)
                .put("l", tradeId)
                .put("T", step.at())
                .put("m", tradeId % 2 == 0)
                .put("st", USD_MARGINED);
    }

    JsonNode bookTicker(PriceStep step) {
        SymbolSpec spec = market.spec(step.symbol());
        return head("bookTicker", step)
                .put("u", step.at())
                .put("T", step.at())
                .put("s", step.symbol().name())
                .put("ps", step.symbol().name())
                .put("b", spec.bid(step.last()).toString())
                .put("B", BOOK_QUANTITY)
                .put("a", spec.ask(step.last()).toString())
                .put("A", BOOK_QUANTITY)
                .put("st", USD_MARGINED);
    }

    /** A candle; {@code isClosed} when it is the last word on its minute. */
    JsonNode kline(PriceStep step, Candle candle, boolean isClosed) {
        String quote = Json.trimmed(candle.volume().at(candle.close()));
        ObjectNode node = head("kline", step).put("s", step.symbol().name());
        node.putObject("k")
                .put("t", candle.openTime())
                .put("T", candle.openTime() + Interval.ONE_MINUTE.millis() - 1)
                .put("s", step.symbol().name())
                .put("i", "1m")
                .put("f", 0)
                .put("L", candle.trades())
                .put("o", candle.open().toString())
                .put("c", candle.close().toString())
                .put("h", candle.high().toString())
                .put("l", candle.low().toString())
                .put("v", candle.volume().toString())
                .put("n", candle.trades())
                .put("x", isClosed)
                .put("q", quote)
                .put("V", candle.volume().toString())
                .put("Q", quote)
                .put("B", "0");
        return node;
    }

    private static ObjectNode head(String type, PriceStep step) {
        return Json.object().put("e", type).put("E", step.at());
    }
}
