package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.Market;
import dev.belay.simulator.engine.Refusal;
import dev.belay.simulator.engine.SymbolSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Market data without a key (binance-api §5). */
final class MarketRoutes {

    private static final int MOST_KLINES = 1_500;
    private static final int MOST_FUNDINGS = 1_000;

    private final Market market;
    private final CandleBook candles;
    private final MarketJson json;

    MarketRoutes(Market market, CandleBook candles) {
        this.market = market;
        this.candles = candles;
        this.json = new MarketJson(market);
    }

    void addTo(Map<String, Route> routes) {
        routes.put("GET /fapi/v1/ping", Route.open(1, (params, now) -> Json.object()));
        routes.put(
                "GET /fapi/v1/time",
                Route.open(1, (params, now) -> Json.object().put("serverTime", now)));
        routes.put("GET /fapi/v1/exchangeInfo", Route.open(1, (params, now) -> exchangeInfo(now)));
        routes.put(
                "GET /fapi/v1/premiumIndex",
                Route.open(Route.bySymbol(1, 10), (params, now) -> each(params, json::premiumIndex)));
        routes.put(
                "GET /fapi/v1/ticker/bookTicker",
                Route.open(Route.bySymbol(2, 5), (params, now) -> each(params, json::bookTicker)));
        routes.put(
                "GET /fapi/v2/ticker/price",
                Route.open(Route.bySymbol(1, 2), (params, now) -> each(params, json::price)));
        routes.put("GET /fapi/v1/klines", Route.open(MarketRoutes::klinesWeight, (params, now) -> klines(params)));
        routes.put(
                "GET /fapi/v1/markPriceKlines",
                Route.open(MarketRoutes::klinesWeight, (params, now) -> markPriceKlines(params)));
        routes.put("GET /fapi/v1/fundingRate", Route.open(0, this::fundingRate));
        // only symbols whose funding was adjusted are listed, and none is
        routes.put("GET /fapi/v1/fundingInfo", Route.open(0, (params, now) -> Json.array()));
        routes.put(
                "GET /fapi/v1/symbolAdlRisk",
                Route.open(1, (params, now) -> each(params, spec -> json.adlRisk(spec, now))));
    }

    private JsonNode exchangeInfo(long now) {
        return new ExchangeInfoJson().of(market.specs(), now);
    }

    private JsonNode each(Params params, Function<SymbolSpec, ObjectNode> writer) {
        return params.optionalSymbol()
                .<JsonNode>map(symbol -> writer.apply(market.spec(symbol)))
                .orElseGet(() -> Json.array(market.specs(), writer));
    }

    private JsonNode klines(Params params) {
        Symbol symbol = market.spec(params.symbol()).symbol();
        Interval interval = interval(params);
        int limit = params.limit(500, MOST_KLINES);
        return Json.array(
                candles.read(symbol, interval, params.window(), limit), candle -> json.candle(candle, interval));
    }

    private JsonNode markPriceKlines(Params params) {
        Symbol symbol = market.spec(params.symbol()).symbol();
        Interval interval = interval(params);
        int limit = params.limit(500, MOST_KLINES);
        return Json.array(
                candles.readMarks(symbol, interval, params.window(), limit),
                candle -> json.markCandle(candle, interval));
    }

    private static Interval interval(Params params) {
        return Interval.of(params.text("interval")).orElseThrow(Refusal.INVALID_INTERVAL::with);
    }

    /** The rate is always the same; a row for each funding time that the candles still know. */
    private JsonNode fundingRate(Params params, long now) {
        Params.Window window = params.window();
        int limit = params.limit(100, MOST_FUNDINGS);
        List<ObjectNode> rows = new ArrayList<>();
        for (SymbolSpec spec : wanted(params)) {
            candles.readMarks(spec.symbol(), Interval.EIGHT_HOURS, window, MOST_KLINES).stream()
                    .filter(candle -> candle.openTime() <= now)
                    .forEach(candle -> rows.add(json.funding(spec, candle)));
        }
        rows.sort(Comparator.comparingLong(row -> row.path("fundingTime").asLong()));
        return Json.array().addAll(window.page(rows, limit));
    }

    private List<SymbolSpec> wanted(Params params) {
        return params.optionalSymbol()
                .map(symbol -> List.of(market.spec(symbol)))
                .orElseGet(market::specs);
    }

    /** A limit that is no number is refused later; it costs what the usual one costs. */
    private static int klinesWeight(Params params) {
        long limit = params.optional("limit")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::parseLong)
                .orElse(500L);
        if (limit < 100) {
            return 1;
        }
        return limit < 500 ? 2 : limit <= 1_000 ? 5 : 10;
    }
}
