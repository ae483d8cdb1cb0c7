package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.money.FixedPoint;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.MarginTransfer;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.Refusal;
import dev.belay.simulator.engine.SimulatedExchange;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Margin of isolated positions and multi-assets mode (binance-api §6). */
final class MarginRoutes {

    private static final long ADD = 1;
    private static final long REDUCE = 2;
    private static final int MOST = 500;

    private final SimulatedExchange exchange;

    MarginRoutes(SimulatedExchange exchange) {
        this.exchange = exchange;
    }

    void addTo(Map<String, Route> routes) {
        routes.put("POST /fapi/v1/positionMargin", Route.signed(1, this::move));
        routes.put("GET /fapi/v1/positionMargin/history", Route.signed(1, (params, now) -> history(params)));
        routes.put(
                "GET /fapi/v1/multiAssetsMargin",
                Route.signed(
                        30,
                        (params, now) -> Json.object()
                                .put("multiAssetsMargin", exchange.state().multiAssets())));
        routes.put("POST /fapi/v1/multiAssetsMargin", Route.signed(1, (params, now) -> {
            params.text("multiAssetsMargin");
            exchange.setMultiAssets(params.flag("multiAssetsMargin"), now);
            return Json.success("success");
        }));
    }

    private JsonNode move(Params params, long now) {
        Symbol symbol = exchange.market().spec(params.symbol()).symbol();
        BigDecimal amount = FixedPoint.decimal(params.units("amount"));
        Refusal.AMOUNT_NOT_POSITIVE.when(amount.signum() <= 0);
        long type = params.number("type");
        Refusal.INVALID_PARAMETER.when(type != ADD && type != REDUCE, "type");
        PositionKey key = new PositionKey(symbol, OrderReader.positionSide(params));
        exchange.movePositionMargin(key, type == ADD ? amount : amount.negate(), now);
        return Json.object()
                .put("amount", amount)
                .put("code", 200)
                .put("msg", "Successfully modify position margin.")
                .put("type", type);
    }

    private ArrayNode history(Params params) {
        Symbol symbol = exchange.market().spec(params.symbol()).symbol();
        Params.Window window = params.window();
        long type = params.number("type", 0);
        List<MarginTransfer> found = exchange.marginTransfers().stream()
                .filter(transfer -> transfer.key().symbol().equals(symbol) && window.holds(transfer.at()))
                .filter(transfer -> type == 0 || type == typeOf(transfer))
                .toList();
        return Json.array(
                window.page(found, params.limit(MOST, MOST)),
                transfer -> Json.object()
                        .put("symbol", symbol.name())
                        .put("type", typeOf(transfer))
                        .put("deltaType", "USER_ADJUST")
                        .put("amount", Json.money(transfer.amount().abs()))
                        .put("asset", "USDT")
                        .put("time", transfer.at())
                        .put("positionSide", transfer.key().side().name()));
    }

    private static long typeOf(MarginTransfer transfer) {
        return transfer.amount().signum() < 0 ? REDUCE : ADD;
    }
}
