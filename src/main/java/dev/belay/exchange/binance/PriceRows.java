package dev.belay.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.exchange.Answer;
import dev.belay.market.MarketPrice;
import dev.belay.market.PriceKind;
import dev.belay.money.Symbol;
import java.util.ArrayList;
import java.util.List;

/** Reads the answers that tell newest prices: premiumIndex and ticker/price (binance-api §5). */
final class PriceRows {

    private PriceRows() {}

    static Answer one(JsonNode row, PriceKind kind, Symbol asked) throws UnreadableAnswer {
        Symbol symbol = BinanceJson.symbol(row, "symbol");
        AnswerReader.requireSame("symbol", asked.name(), symbol.name());
        return new Answer.Newest(price(row, kind));
    }

    /** One row or many; a row without a price is of a symbol that is not quoted, and is left out. */
    static List<MarketPrice> all(JsonNode json, PriceKind kind) throws UnreadableAnswer {
        if (json.isObject()) {
            return List.of(price(json, kind));
        }
        List<MarketPrice> prices = new ArrayList<>();
        for (JsonNode row : BinanceJson.array(json, kind + " prices")) {
            if (BinanceJson.averageOrZero(row, field(kind)).units() > 0) {
                prices.add(price(row, kind));
            }
        }
        return prices;
    }

    private static MarketPrice price(JsonNode row, PriceKind kind) throws UnreadableAnswer {
        return new MarketPrice(
                BinanceJson.symbol(row, "symbol"),
                kind,
                BinanceJson.price(row, field(kind)),
                BinanceJson.whole(row, "time"));
    }

    private static String field(PriceKind kind) {
        return kind == PriceKind.MARK ? "markPrice" : "price";
    }
}
