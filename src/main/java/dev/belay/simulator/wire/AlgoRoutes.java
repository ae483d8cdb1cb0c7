package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.AlgoTicket;
import dev.belay.simulator.engine.OrderName;
import dev.belay.simulator.engine.OrderType;
import dev.belay.simulator.engine.Refusal;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.WorkingType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Conditional orders (binance-api §8). */
final class AlgoRoutes {

    private static final int MOST = 1_000;

    private final SimulatedExchange exchange;
    private final RateLimits limits;

    AlgoRoutes(SimulatedExchange exchange, RateLimits limits) {
        this.exchange = exchange;
        this.limits = limits;
    }

    void addTo(Map<String, Route> routes) {
        routes.put("POST /fapi/v1/algoOrder", Route.order(this::place));
        routes.put("GET /fapi/v1/algoOrder", Route.signed(1, (params, now) -> AlgoJson.queried(find(params))));
        routes.put("DELETE /fapi/v1/algoOrder", Route.signed(1, this::cancel));
        routes.put("DELETE /fapi/v1/algoOpenOrders", Route.signed(1, this::cancelAll));
        routes.put(
                "GET /fapi/v1/openAlgoOrders",
                Route.signed(Route.bySymbol(1, 40), (params, now) -> rows(params, exchange.openAlgoOrders())));
        routes.put("GET /fapi/v1/allAlgoOrders", Route.signed(5, (params, now) -> {
            params.symbol();
            return rows(params, exchange.allAlgoOrders());
        }));
    }

    private JsonNode place(Params params, long now) {
        AlgoTicket ticket = ticket(params);
        limits.order(now);
        return AlgoJson.placed(exchange.place(ticket, now));
    }

    private static AlgoTicket ticket(Params params) {
        Refusal.INVALID_PARAMETER.when(!params.text("algoType").equals("CONDITIONAL"), "algoType");
        Symbol symbol = params.symbol();
        Side side = params.word("side", List.of(Side.values()), Refusal.INVALID_SIDE);
        List<OrderType> types = List.of(OrderType.STOP_MARKET, OrderType.TAKE_PROFIT_MARKET);
        OrderType type = params.word("type", types, Refusal.INVALID_ORDER_TYPE);
        boolean closes = params.flag("closePosition");
        Quantity quantity = quantity(params, closes);
        Refusal.NOT_REQUIRED.when(closes && params.flag("reduceOnly"), "reduceonly");
        return new AlgoTicket(
                symbol,
                OrderRoutes.positionSide(params),
                side,
                type,
                quantity,
                new Price(params.units("triggerPrice")),
                workingType(params),
                closes,
                params.flag("reduceOnly"),
                params.flag("priceProtect"),
                params.clientId("clientAlgoId"));
    }

    private static Quantity quantity(Params params, boolean closes) {
        if (!closes) {
            return new Quantity(params.units("quantity"));
        }
        Refusal.QUANTITY_WITH_CLOSE_POSITION.when(params.has("quantity") && params.units("quantity") > 0);
        return Quantity.ZERO;
    }

    private static WorkingType workingType(Params params) {
        return params.has("workingType")
                ? params.word("workingType", List.of(WorkingType.values()), Refusal.INVALID_WORKING_TYPE)
                : WorkingType.CONTRACT_PRICE;
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
            if (order.symbol().equals(symbol)) {
                exchange.cancelAlgo(new OrderName(order.algoId(), ""), now);
            }
        }
        return Json.success("The operation of cancel all open order is done.");
    }

    private SimulatedAlgoOrder find(Params params) {
        return exchange.findAlgo(name(params)).orElseThrow(Refusal.NO_SUCH_ORDER::with);
    }

    private ArrayNode rows(Params params, List<SimulatedAlgoOrder> orders) {
        Optional<Symbol> wanted = params.optionalSymbol()
                .map(symbol -> exchange.market().spec(symbol).symbol());
        Params.Window window = params.window();
        long from = params.number("algoId", 0);
        List<SimulatedAlgoOrder> found = orders.stream()
                .filter(order -> wanted.isEmpty() || wanted.get().equals(order.symbol()))
                .filter(order -> order.algoId() >= from && window.holds(order.createdAt()))
                .toList();
        int surplus = Math.max(0, found.size() - params.limit(500, MOST));
        return Json.array(
                from > 0 ? found.subList(0, found.size() - surplus) : found.subList(surplus, found.size()),
                AlgoJson::queried);
    }

    private static OrderName name(Params params) {
        Refusal.EITHER_MISSING.when(!params.has("algoId") && !params.has("clientAlgoId"), "clientAlgoId", "algoId");
        return new OrderName(
                params.number("algoId", 0), params.optional("clientAlgoId").orElse(""));
    }
}
