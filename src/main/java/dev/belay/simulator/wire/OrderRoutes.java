package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.OrderName;
import dev.belay.simulator.engine.OrderTicket;
import dev.belay.simulator.engine.OrderType;
import dev.belay.simulator.engine.Refusal;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.engine.TimeInForce;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Regular orders (binance-api §7). */
final class OrderRoutes {

    private static final int MOST = 1_000;

    private final SimulatedExchange exchange;
    private final RateLimits limits;

    OrderRoutes(SimulatedExchange exchange, RateLimits limits) {
        this.exchange = exchange;
        this.limits = limits;
    }

    void addTo(Map<String, Route> routes) {
        routes.put("POST /fapi/v1/order", Route.order(this::place));
        routes.put("GET /fapi/v1/order", Route.signed(1, (params, now) -> OrderJson.queried(find(params))));
        routes.put("DELETE /fapi/v1/order", Route.signed(1, this::cancel));
        routes.put("GET /fapi/v1/openOrder", Route.signed(1, (params, now) -> openOrder(params)));
        routes.put("GET /fapi/v1/openOrders", Route.signed(Route.bySymbol(1, 40), (params, now) -> openOrders(params)));
        routes.put("GET /fapi/v1/allOrders", Route.signed(5, (params, now) -> allOrders(params)));
        routes.put("DELETE /fapi/v1/allOpenOrders", Route.signed(1, this::cancelAll));
    }

    private JsonNode place(Params params, long now) {
        OrderTicket ticket = ticket(params);
        String responseType = params.optional("newOrderRespType").orElse("ACK");
        Refusal.INVALID_RESPONSE_TYPE.when(!List.of("ACK", "RESULT").contains(responseType));
        limits.order(now);
        SimulatedOrder order = exchange.place(ticket, now);
        return OrderJson.placed(order, responseType.equals("RESULT"));
    }

    private static OrderTicket ticket(Params params) {
        Symbol symbol = params.symbol();
        Side side = params.word("side", List.of(Side.values()), Refusal.INVALID_SIDE);
        OrderType type = params.word("type", List.of(OrderType.values()), Refusal.INVALID_ORDER_TYPE);
        boolean isLimit = type == OrderType.LIMIT;
        boolean needsQuantity = !type.isConditional() || params.has("quantity");
        return new OrderTicket(
                symbol,
                positionSide(params),
                side,
                type,
                isLimit ? timeInForce(params) : TimeInForce.GTC,
                needsQuantity ? new Quantity(params.units("quantity")) : Quantity.ZERO,
                isLimit ? new Price(params.units("price")) : Price.ZERO,
                params.flag("reduceOnly"),
                false,
                params.clientId("newClientOrderId"));
    }

    static PositionSide positionSide(Params params) {
        return params.has("positionSide")
                ? params.word("positionSide", List.of(PositionSide.values()), Refusal.INVALID_POSITION_SIDE)
                : PositionSide.BOTH;
    }

    private static TimeInForce timeInForce(Params params) {
        List<TimeInForce> allowed = List.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK, TimeInForce.GTX);
        return params.word("timeInForce", allowed, Refusal.INVALID_TIME_IN_FORCE);
    }

    private JsonNode cancel(Params params, long now) {
        return OrderJson.placed(exchange.cancel(params.symbol(), name(params), now), true);
    }

    private JsonNode cancelAll(Params params, long now) {
        Symbol symbol = exchange.market().spec(params.symbol()).symbol();
        for (SimulatedOrder order : exchange.openOrders()) {
            if (order.symbol().equals(symbol)) {
                exchange.cancel(symbol, new OrderName(order.orderId(), ""), now);
            }
        }
        return Json.success("The operation of cancel all open order is done.");
    }

    private SimulatedOrder find(Params params) {
        Symbol symbol = exchange.market().spec(params.symbol()).symbol();
        return exchange.find(symbol, name(params)).orElseThrow(Refusal.NO_SUCH_ORDER::with);
    }

    private JsonNode openOrder(Params params) {
        SimulatedOrder order = find(params);
        Refusal.NO_SUCH_ORDER.when(!order.open());
        return OrderJson.queried(order);
    }

    private ArrayNode openOrders(Params params) {
        Optional<Symbol> wanted = params.optionalSymbol()
                .map(symbol -> exchange.market().spec(symbol).symbol());
        List<SimulatedOrder> open = exchange.openOrders().stream()
                .filter(order -> wanted.isEmpty() || wanted.get().equals(order.symbol()))
                .toList();
        return Json.array(open, OrderJson::queried);
    }

    private ArrayNode allOrders(Params params) {
        Optional<Symbol> wanted = params.optionalSymbol()
                .map(symbol -> exchange.market().spec(symbol).symbol());
        Params.Window window = params.window();
        long from = params.number("orderId", 0);
        List<SimulatedOrder> found = exchange.allOrders().stream()
                .filter(order -> wanted.isEmpty() || wanted.get().equals(order.symbol()))
                .filter(order -> order.orderId() >= from && window.holds(order.createdAt()))
                .toList();
        int surplus = Math.max(0, found.size() - params.limit(500, MOST));
        return Json.array(
                from > 0 ? found.subList(0, found.size() - surplus) : found.subList(surplus, found.size()),
                OrderJson::queried);
    }

    private static OrderName name(Params params) {
        Refusal.EITHER_MISSING.when(
                !params.has("orderId") && !params.has("origClientOrderId"), "origClientOrderId", "orderId");
        return new OrderName(
                params.number("orderId", 0),
                params.optional("origClientOrderId").orElse(""));
    }
}
