package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.engine.Fees;
import dev.belay.simulator.engine.MarginBracket;
import dev.belay.simulator.engine.Refusal;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SymbolSettings;
import dev.belay.simulator.engine.SymbolSpec;
import java.util.List;
import java.util.Map;

/** Modes, leverage and rates of the account (binance-api §6). */
final class SettingRoutes {

    private final SimulatedExchange exchange;

    SettingRoutes(SimulatedExchange exchange) {
        this.exchange = exchange;
    }

    void addTo(Map<String, Route> routes) {
        routes.put("GET /fapi/v1/accountConfig", Route.signed(5, (params, now) -> accountConfig()));
        routes.put("GET /fapi/v1/symbolConfig", Route.signed(5, (params, now) -> symbolConfig(params)));
        routes.put("POST /fapi/v1/leverage", Route.signed(1, this::leverage));
        routes.put("POST /fapi/v1/marginType", Route.signed(1, this::marginType));
        routes.put(
                "GET /fapi/v1/positionSide/dual",
                Route.signed(
                        30,
                        (params, now) -> Json.object()
                                .put("dualSidePosition", exchange.state().hedge())));
        routes.put("POST /fapi/v1/positionSide/dual", Route.signed(1, (params, now) -> positionMode(params)));
        routes.put(
                "GET /fapi/v1/feeBurn",
                Route.signed(
                        30,
                        (params, now) ->
                                Json.object().put("feeBurn", exchange.state().feeBurn())));
        routes.put("POST /fapi/v1/feeBurn", Route.signed(1, (params, now) -> {
            params.text("feeBurn");
            exchange.setFeeBurn(params.flag("feeBurn"));
            return Json.success("success");
        }));
        routes.put("GET /fapi/v1/adlQuantile", Route.signed(5, (params, now) -> adlQuantile(params)));
        routes.put(
                "GET /fapi/v1/apiTradingStatus",
                Route.signed(Route.bySymbol(1, 10), (params, now) -> tradingStatus(now)));
        routes.put("GET /fapi/v1/commissionRate", Route.signed(20, (params, now) -> commissionRate(params)));
        routes.put("GET /fapi/v1/leverageBracket", Route.signed(1, (params, now) -> brackets(params)));
        routes.put("GET /fapi/v1/rateLimit/order", Route.signed(1, (params, now) -> ExchangeInfoJson.orderLimits()));
    }

    private JsonNode accountConfig() {
        return Json.object()
                .put("feeTier", 0)
                .put("canTrade", true)
                .put("canDeposit", true)
                .put("canWithdraw", true)
                .put("dualSidePosition", exchange.state().hedge())
                .put("updateTime", 0)
                .put("multiAssetsMargin", exchange.state().multiAssets())
                .put("tradeGroupId", -1);
    }

    private List<SymbolSpec> wanted(Params params) {
        return params.optionalSymbol()
                .map(symbol -> List.of(exchange.market().spec(symbol)))
                .orElseGet(() -> exchange.market().specs());
    }

    private ArrayNode symbolConfig(Params params) {
        return Json.array(wanted(params), spec -> {
            SymbolSettings settings = exchange.settings(spec);
            return Json.object()
                    .put("symbol", spec.symbol().name())
                    .put("marginType", settings.isolated() ? "ISOLATED" : "CROSSED")
                    .put("isAutoAddMargin", false)
                    .put("leverage", settings.leverage())
                    .put("maxNotionalValue", String.valueOf(MarginBracket.cap(settings.leverage())));
        });
    }

    private JsonNode leverage(Params params, long now) {
        SymbolSpec spec = exchange.market().spec(params.symbol());
        long leverage = params.number("leverage");
        Refusal.INVALID_LEVERAGE.when(leverage > spec.maxLeverage(), leverage);
        exchange.setLeverage(spec.symbol(), (int) leverage, now);
        return Json.object()
                .put("leverage", leverage)
                .put("maxNotionalValue", String.valueOf(MarginBracket.cap((int) leverage)))
                .put("symbol", spec.symbol().name());
    }

    private JsonNode marginType(Params params, long now) {
        String type = params.text("marginType");
        Refusal.INVALID_PARAMETER.when(!type.equals("ISOLATED") && !type.equals("CROSSED"), "marginType");
        exchange.setMarginType(params.symbol(), type.equals("ISOLATED"), now);
        return Json.success("success");
    }

    private JsonNode positionMode(Params params) {
        params.text("dualSidePosition");
        exchange.setHedgeMode(params.flag("dualSidePosition"));
        return Json.success("success");
    }

    /** How near a position is to being deleveraged; nobody is near it in the simulator. */
    private ArrayNode adlQuantile(Params params) {
        return Json.array(wanted(params), spec -> {
            ObjectNode node = Json.object().put("symbol", spec.symbol().name());
            ObjectNode quantile = node.putObject("adlQuantile").put("LONG", 1).put("SHORT", 1);
            quantile.put(exchange.state().hedge() ? "HEDGE" : "BOTH", 1);
            return node;
        });
    }

    private static JsonNode tradingStatus(long now) {
        ObjectNode status = Json.object();
        status.putObject("indicators");
        return status.put("updateTime", now);
    }

    private JsonNode commissionRate(Params params) {
        return Json.object()
                .put("symbol", exchange.market().spec(params.symbol()).symbol().name())
                .put("makerCommissionRate", Json.trimmed(exchange.fees().maker()))
                .put("takerCommissionRate", Json.trimmed(exchange.fees().taker()))
                .put("rpiCommissionRate", Json.trimmed(Fees.STANDARD.maker()));
    }

    private ArrayNode brackets(Params params) {
        return Json.array(wanted(params), spec -> {
            ObjectNode node = Json.object().put("symbol", spec.symbol().name()).put("notionalCoef", 1);
            node.set("brackets", Json.array(MarginBracket.TABLE, bracket -> bracket(spec, bracket)));
            return node;
        });
    }

    private static ObjectNode bracket(SymbolSpec spec, MarginBracket bracket) {
        return Json.object()
                .put("bracket", bracket.number())
                .put("initialLeverage", Math.min(bracket.maxLeverage(), spec.maxLeverage()))
                .put("notionalCap", bracket.cap())
                .put("notionalFloor", bracket.floor())
                .put("maintMarginRatio", bracket.ratio())
                .put("cum", bracket.cumulated());
    }
}
