package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.AlgoStatus;
import dev.belay.simulator.engine.AlgoTicket;
import dev.belay.simulator.engine.OrderName;
import dev.belay.simulator.engine.Refusal;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedExchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Conditional orders (binance-api §8). */
final class AlgoRoutes {

    private static final int MOST = 1_000;
    private static final int DAYS = 7;

    private final SimulatedExchange exchange;
    private final RateLimits limits;
    private final AlgoReader reader;

    AlgoRoutes(SimulatedExchange exchange, RateLimits limits) {
        this.exchange = exchange;
        this.limits = limits;
        this.reader = new AlgoReader(exchange.questions());
    }

    void addTo(Map<String, Route> routes) {
        routes.put("POST /fapi/v1/algoOrder", Route.order(this::place));
        routes.put("GET /fapi/v1/algoOrder", Route.signed(1, (params, now) -> AlgoJson.queried(find(params, now))));
        routes.put("DELETE /fapi/v1/algoOrder", Route.signed(1, this::cancel));
        routes.put("DELETE /fapi/v1/algoOpenOrders", Route.signed(1, this::cancelAll));
        routes.put("GET /fapi/v1/openAlgoOrders", Route.signed(Route.bySymbol(1, 40), this::open));
        routes.put("GET /fapi/v1/allAlgoOrders", Route.signed(5, this::all));
    }

    private JsonNode place(Params params, long now) {
        AlgoTicket ticket = reader.read(params, now);
        return AlgoJson.placed(OrderRoutes.counted(exchange, limits, now, () -> exchange.place(ticket, now)));
    }

    private JsonNode cancel(Params params, long now) {
        SimulatedAlgoOrder order = exchange.cancelAlgo(name(params), now);
        return Json.object()
                .put("algoId", order.algoId())
                .put("clientAlgoId", order.clientId())
                .put("code", "200")
                .put("msg", "success");
    }

    private JsonNode cancelAll(Params params, long now) {
        Symbol symbol = exchange.market().spec(params.symbol()).symbol();
        for (SimulatedAlgoOrder order : exchange.openAlgoOrders()) {
            if (order.symbol().equals(symbol) && order.status() == AlgoStatus.NEW) {
                exchange.cancelAlgo(new OrderName(order.algoId(), ""), now);
            }
        }
        return Json.success("The operation of cancel all open order is done.");
    }

    private SimulatedAlgoOrder find(Params params, long now) {
        return exchange.findAlgo(name(params))
                .filter(order -> !exchange.forgets(order, now))
                .orElseThrow(Refusal.NO_SUCH_ORDER::with);
    }

    private ArrayNode open(Params params, long now) {
        Optional<Symbol> wanted = params.knownSymbol(exchange.market());
        long number = params.number("algoId", 0);
        List<SimulatedAlgoOrder> found = exchange.openAlgoOrders().stream()
                .filter(order -> wanted.isEmpty() || wanted.get().equals(order.symbol()))
                .filter(order -> number == 0 || order.algoId() == number)
                .filter(order -> !exchange.forgets(order, now))
                .toList();
        return Json.array(found, AlgoJson::queried);
    }

    private ArrayNode all(Params params, long now) {
        Symbol symbol = exchange.market().spec(params.symbol()).symbol();
        Params.Window window = params.window(DAYS, now);
        long from = params.number("algoId", 0);
        List<SimulatedAlgoOrder> found = exchange.allAlgoOrders().stream()
                .filter(order -> order.symbol().equals(symbol))
                .filter(order -> order.algoId() >= from && window.holds(order.createdAt()))
                .toList();
        int limit = params.limit(500, MOST);
        return Json.array(
                from > 0 ? found.subList(0, Math.min(limit, found.size())) : window.page(found, limit),
                AlgoJson::queried);
    }

    private static OrderName name(Params params) {
        Refusal.EITHER_MISSING.when(!params.has("algoId") && !params.has("clientAlgoId"), "clientAlgoId", "algoId");
        return new OrderName(
                params.number("algoId", 0), params.optional("clientAlgoId").orElse(""));
    }
}
