package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.FundingPaid;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedTrade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Fills and what they brought (binance-api §6). */
final class HistoryRoutes {

    private static final int MOST = 1_000;

    private final SimulatedExchange exchange;

    HistoryRoutes(SimulatedExchange exchange) {
        this.exchange = exchange;
    }

    void addTo(Map<String, Route> routes) {
        routes.put("GET /fapi/v1/userTrades", Route.signed(5, (params, now) -> userTrades(params)));
        routes.put("GET /fapi/v1/income", Route.signed(30, (params, now) -> income(params)));
    }

    private ArrayNode userTrades(Params params) {
        Symbol symbol = exchange.market().spec(params.symbol()).symbol();
        Params.Window window = params.window();
        long order = params.number("orderId", 0);
        long from = params.number("fromId", 0);
        List<SimulatedTrade> found = exchange.trades().stream()
                .filter(trade -> trade.symbol().equals(symbol) && window.holds(trade.at()) && trade.id() >= from)
                .filter(trade -> order == 0 || trade.orderId() == order)
                .toList();
        int limit = params.limit(500, MOST);
        int surplus = Math.max(0, found.size() - limit);
        boolean isPaging = from > 0 || window.start() > 0;
        return Json.array(
                isPaging ? found.subList(0, found.size() - surplus) : found.subList(surplus, found.size()),
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
        List<ObjectNode> rows = new ArrayList<>();
        for (SimulatedTrade trade : exchange.trades()) {
            String id = String.valueOf(trade.id());
            rows.add(row("COMMISSION", trade.symbol(), trade.commission().negate(), trade.at(), trade.orderId(), id));
            if (trade.realized().signum() != 0) {
                rows.add(row("REALIZED_PNL", trade.symbol(), trade.realized(), trade.at(), trade.orderId(), id));
            }
        }
        for (FundingPaid paid : exchange.fundings()) {
            rows.add(row("FUNDING_FEE", paid.symbol(), paid.amount(), paid.at(), paid.id(), ""));
        }
        Params.Window window = params.window();
        List<ObjectNode> wanted = rows.stream()
                .filter(row -> window.holds(row.path("time").asLong()))
                .filter(row -> matches(params, "symbol", row) && matches(params, "incomeType", row))
                .sorted(Comparator.comparingLong(row -> row.path("time").asLong()))
                .limit(params.limit(100, MOST))
                .toList();
        return Json.array().addAll(wanted);
    }

    private static boolean matches(Params params, String name, ObjectNode row) {
        return params.optional(name)
                .filter(value -> !value.equals(row.path(name).asText()))
                .isEmpty();
    }

    private static ObjectNode row(String type, Symbol symbol, BigDecimal amount, long at, long id, String trade) {
        return Json.object()
                .put("symbol", symbol.name())
                .put("incomeType", type)
                .put("income", Json.money(amount))
                .put("asset", "USDT")
                .put("info", type)
                .put("time", at)
                .put("tranId", id)
                .put("tradeId", trade);
    }
}
