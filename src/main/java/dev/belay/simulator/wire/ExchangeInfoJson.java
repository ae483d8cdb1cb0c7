package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.engine.OrderType;
import dev.belay.simulator.engine.SymbolSpec;
import java.math.BigDecimal;
import java.util.List;

/** exchangeInfo with its filters (binance-api §5). */
final class ExchangeInfoJson {

    private static final int MAX_OPEN_ORDERS = 200;

    ObjectNode of(List<SymbolSpec> specs, long now) {
        ObjectNode info =
                Json.object().put("timezone", "UTC").put("serverTime", now).put("futuresType", "U_MARGINED");
        info.set("rateLimits", rateLimits());
        info.set("exchangeFilters", Json.array());
        info.set(
                "assets",
                Json.array()
                        .add(Json.object()
                                .put("asset", "USDT")
                                .put("marginAvailable", true)
                                .put("autoAssetExchange", "0")));
        info.set("symbols", Json.array(specs, this::symbol));
        return info;
    }

    private static ArrayNode rateLimits() {
        return Json.array()
                .add(rateLimit("REQUEST_WEIGHT", "MINUTE", 1, RateLimits.WEIGHT_PER_MINUTE))
                .addAll(orderLimits());
    }

    static ArrayNode orderLimits() {
        return Json.array()
                .add(rateLimit("ORDERS", "MINUTE", 1, RateLimits.ORDERS_PER_MINUTE))
                .add(rateLimit("ORDERS", "SECOND", 10, RateLimits.ORDERS_PER_TEN_SECONDS));
    }

    private static ObjectNode rateLimit(String type, String interval, int number, int limit) {
        return Json.object()
                .put("rateLimitType", type)
                .put("interval", interval)
                .put("intervalNum", number)
                .put("limit", limit);
    }

    private ObjectNode symbol(SymbolSpec spec) {
        ObjectNode node = Json.object()
                .put("symbol", spec.symbol().name())
                .put("pair", spec.symbol().name())
                .put("contractType", "PERPETUAL")
                .put("deliveryDate", 4_133_404_800_000L)
                .put("onboardDate", 1_569_398_400_000L)
                .put("status", spec.trading() ? "TRADING" : "SETTLING")
                .put("maintMarginPercent", "2.5000")
                .put("requiredMarginPercent", "5.0000")
                .put("baseAsset", spec.baseAsset())
                .put("quoteAsset", "USDT")
                .put("marginAsset", "USDT")
                .put("pricePrecision", spec.pricePrecision())
                .put("quantityPrecision", spec.quantity().precision())
                .put("baseAssetPrecision", 8)
                .put("quotePrecision", 8)
                .put("underlyingType", "COIN")
                .put("triggerProtect", "0.0500")
                .put("liquidationFee", "0.012500")
                .put("marketTakeBound", "0.05")
                .put("maxMoveOrderLimit", 10_000);
        node.set("underlyingSubType", Json.array());
        node.set("filters", filters(spec));
        node.set("orderTypes", words(OrderType.values()));
        node.set(
                "timeInForce",
                Json.array().add("GTC").add("IOC").add("FOK").add("GTX").add("GTD"));
        node.set("permissionSets", Json.array());
        return node;
    }

    private static ArrayNode words(OrderType[] types) {
        ArrayNode words = Json.array();
        for (OrderType type : types) {
            words.add(type.name());
        }
        return words;
    }

    private static ArrayNode filters(SymbolSpec spec) {
        SymbolSpec.LotSize lot = spec.quantity();
        return Json.array()
                .add(filter("PRICE_FILTER")
                        .put("minPrice", price(spec, spec.minPrice().decimal()))
                        .put("maxPrice", Json.trimmed(spec.maxPrice().decimal()))
                        .put("tickSize", price(spec, spec.tick().decimal())))
                .add(filter("LOT_SIZE")
                        .put("minQty", lot.minimum().toString())
                        .put("maxQty", lot.maximum().toString())
                        .put("stepSize", lot.step().toString()))
                .add(filter("MARKET_LOT_SIZE")
                        .put("minQty", lot.minimum().toString())
                        .put("maxQty", lot.maximumMarket().toString())
                        .put("stepSize", lot.step().toString()))
                .add(filter("MAX_NUM_ORDERS").put("limit", MAX_OPEN_ORDERS))
                .add(filter("MIN_NOTIONAL").put("notional", Json.trimmed(spec.minNotional())))
                .add(filter("PERCENT_PRICE")
                        .put("multiplierUp", "1.0500")
                        .put("multiplierDown", "0.9500")
                        .put("multiplierDecimal", "4"))
                .add(filter("POSITION_RISK_CONTROL").put("positionControlSide", "NONE"));
    }

    private static ObjectNode filter(String type) {
        return Json.object().put("filterType", type);
    }

    private static String price(SymbolSpec spec, BigDecimal price) {
        return Json.padded(price, spec.pricePrecision());
    }
}
