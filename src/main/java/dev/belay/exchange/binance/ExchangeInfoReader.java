package dev.belay.exchange.binance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.belay.exchange.Answer;
import dev.belay.exchange.RateBudget.Limits;
import dev.belay.market.SymbolRules;
import dev.belay.money.FixedPoint;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code exchangeInfo} (binance-api §5) one symbol at a time: the answer has a megabyte and hundreds of symbols.
 *
 * <p>A symbol that lacks a filter which an order must pass is left out, since it cannot be traded by rule; the others
 * stand. A cut-off answer is unreadable as a whole.
 */
final class ExchangeInfoReader {

    private static final ObjectReader ROWS =
            BinanceJson.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final BigDecimal LARGEST = FixedPoint.decimal(Long.MAX_VALUE);

    private ExchangeInfoReader() {}

    static Answer.Rules read(byte[] body) throws UnreadableAnswer {
        Map<Symbol, SymbolRules> rules = new HashMap<>();
        Limits limits;
        try (JsonParser parser = BinanceJson.MAPPER.createParser(body)) {
            limits = readTop(parser, rules);
        } catch (JsonProcessingException e) {
            throw BinanceJson.notJson(e);
        } catch (NumberFormatException e) {
            throw BinanceJson.notANumber();
        } catch (IOException e) {
            throw new UnreadableAnswer("exchangeInfo is not readable");
        }
        if (rules.isEmpty()) {
            throw new UnreadableAnswer("exchangeInfo names no symbol that can be read");
        }
        return new Answer.Rules(rules, limits);
    }

    private static Limits readTop(JsonParser parser, Map<Symbol, SymbolRules> rules)
            throws IOException, UnreadableAnswer {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new UnreadableAnswer("exchangeInfo: expected an object");
        }
        Limits limits = Limits.UNSAID;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if ("symbols".equals(field) && value == JsonToken.START_ARRAY) {
                readSymbols(parser, rules);
            } else if ("rateLimits".equals(field)) {
                limits = LimitRows.read(ROWS.readTree(parser));
            } else {
                parser.skipChildren();
            }
        }
        return limits;
    }

    private static void readSymbols(JsonParser parser, Map<Symbol, SymbolRules> rules) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode row = ROWS.readTree(parser);
            readable(row).ifPresent(read -> rules.put(read.symbol(), read));
        }
    }

    /** Empty for a symbol to be left out: an order for a symbol without rules is refused by us, in words. */
    private static Optional<SymbolRules> readable(JsonNode row) {
        try {
            return Optional.of(rulesOf(row));
        } catch (UnreadableAnswer | ArithmeticException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SymbolRules rulesOf(JsonNode row) throws UnreadableAnswer {
        JsonNode lot = filter(row, "LOT_SIZE");
        JsonNode marketLot = filter(row, "MARKET_LOT_SIZE");
        return new SymbolRules(
                BinanceJson.symbol(row, "symbol"),
                BinanceJson.price(filter(row, "PRICE_FILTER"), "tickSize"),
                BinanceJson.quantity(lot, "stepSize"),
                BinanceJson.quantity(lot, "minQty"),
                largest(marketLot.isMissingNode() ? lot : marketLot),
                BinanceJson.optionalDecimal(filter(row, "MIN_NOTIONAL"), "notional")
                        .orElse(BigDecimal.ZERO),
                "TRADING".equals(BinanceJson.text(row, "status")));
    }

    /** Some limits are larger than a quantity can be; then the largest quantity is the limit. */
    private static Quantity largest(JsonNode lot) throws UnreadableAnswer {
        return Quantity.of(BinanceJson.decimal(lot, "maxQty").min(LARGEST));
    }

    private static JsonNode filter(JsonNode row, String type) {
        for (JsonNode filter : row.path("filters")) {
            if (type.equals(filter.path("filterType").asText())) {
                return filter;
            }
        }
        return MissingNode.getInstance();
    }
}
