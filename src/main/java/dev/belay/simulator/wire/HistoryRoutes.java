package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.Refusal;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.engine.SimulatedTrade;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills, what they brought, and liquidations (binance-api §6). */
final class HistoryRoutes {

    private static final int MOST = 1_000;
    private static final int TRADE_DAYS = 7;
    private static final int MOST_LIQUIDATIONS = 100;

    private final SimulatedExchange exchange;
    private final IncomeJson incomes;

    HistoryRoutes(SimulatedExchange exchange) {
        this.exchange = exchange;
        this.incomes = new IncomeJson(exchange);
    }

    void addTo(Map<String, Route> routes) {
        routes.put("GET /fapi/v1/userTrades", Route.signed(5, this::userTrades));
        routes.put("GET /fapi/v1/income", Route.signed(30, (params, now) -> income(params)));
        routes.put(
                "GET /fapi/v1/forceOrders", Route.signed(Route.bySymbol(20, 50), (params, now) -> forceOrders(params)));
    }

    private ArrayNode userTrades(Params params, long now) {
        Symbol symbol = exchange.market().spec(params.symbol()).symbol();
        boolean isPaging = params.has("fromId");
        Refusal.BAD_COMBINATION.when(isPaging && (params.has("startTime") || params.has("endTime")));
        Params.Window window = params.window(TRADE_DAYS, now);
        long order = params.number("orderId", 0);
        long from = params.number("fromId", 0);
        List<SimulatedTrade> found = exchange.trades().stream()
                .filter(trade -> trade.symbol().equals(symbol) && window.holds(trade.at()) && trade.id() >= from)
                .filter(trade -> order == 0 || trade.orderId() == order)
                .toList();
        int limit = params.limit(500, MOST);
        return Json.array(
                isPaging ? found.subList(0, Math.min(limit, found.size())) : window.page(found, limit),
                HistoryRoutes::trade);
    }

    private static ObjectNode trade(SimulatedTrade trade) {
        return Json.object()
                .put("buyer", trade.side() == Side.BUY)
                .put("commission", Json.money(trade.commission()))
                .put("commissionAsset", "USDT")
                .put("id", trade.id())
                .put("maker", trade.maker())
                .put("orderId", trade.orderId())
                .put("price", trade.price().toString())
                .put("qty", trade.quantity().toString())
                .put("quoteQty", Json.trimmed(trade.quantity().at(trade.price())))
                .put("realizedPnl", Json.money(trade.realized()))
                .put("side", trade.side().name())
                .put("positionSide", trade.positionSide().name())
                .put("symbol", trade.symbol().name())
                .put("time", trade.at());
    }

    private ArrayNode income(Params params) {
        Params.Window window = params.window();
        int limit = params.limit(100, MOST);
        long page = Math.min(Integer.MAX_VALUE, Math.max(1, params.number("page", 1)));
        List<ObjectNode> wanted = incomes.rows().stream()
                .filter(row -> window.holds(row.path("time").asLong()))
                .filter(row -> matches(params, "symbol", row) && matches(params, "incomeType", row))
                .skip((page - 1) * limit)
                .limit(limit)
                .toList();
        return Json.array().addAll(wanted);
    }

    private static boolean matches(Params params, String name, ObjectNode row) {
        return params.optional(name)
                .filter(value -> !value.equals(row.path(name).asText()))
                .isEmpty();
    }

    private ArrayNode forceOrders(Params params) {
        Optional<Symbol> wanted = params.knownSymbol(exchange.market());
        Params.Window window = params.window();
        String prefix = params.optional("autoCloseType")
                .map(type -> type.equals("ADL") ? "adl_autoclose" : "autoclose-")
                .orElse("");
        List<SimulatedOrder> found = exchange.allOrders().stream()
                .filter(order -> isForced(order) && order.clientId().startsWith(prefix))
                .filter(order -> wanted.isEmpty() || wanted.get().equals(order.symbol()))
                .filter(order -> window.holds(order.createdAt()))
                .toList();
        return Json.array(window.page(found, params.limit(50, MOST_LIQUIDATIONS)), OrderJson::queried);
    }

    private static boolean isForced(SimulatedOrder order) {
        return order.clientId().startsWith("autoclose-") || order.clientId().startsWith("adl_autoclose");
    }
}
