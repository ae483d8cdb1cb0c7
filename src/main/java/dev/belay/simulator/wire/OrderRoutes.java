package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.OpenQuestion;
import dev.belay.simulator.engine.OrderName;
import dev.belay.simulator.engine.OrderTicket;
import dev.belay.simulator.engine.Refusal;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Regular orders (binance-api §7). */
final class OrderRoutes {

    private static final int MOST = 1_000;
    private static final int DAYS = 7;

    private final SimulatedExchange exchange;
    private final RateLimits limits;
    private final OrderReader reader;

    OrderRoutes(SimulatedExchange exchange, RateLimits limits) {
        this.exchange = exchange;
        this.limits = limits;
        this.reader = new OrderReader(exchange.market());
    }

    void addTo(Map<String, Route> routes) {
        routes.put("POST /fapi/v1/order", Route.order(this::place));
        routes.put("PUT /fapi/v1/order", Route.order(this::amend));
        routes.put("POST /fapi/v1/order/test", Route.signed(0, this::test));
        routes.put("GET /fapi/v1/order", Route.signed(1, (params, now) -> OrderJson.queried(find(params))));
        routes.put("DELETE /fapi/v1/order", Route.signed(1, this::cancel));
        routes.put("GET /fapi/v1/openOrder", Route.signed(1, (params, now) -> openOrder(params)));
        routes.put("GET /fapi/v1/openOrders", Route.signed(Route.bySymbol(1, 40), (params, now) -> openOrders(params)));
        routes.put("GET /fapi/v1/allOrders", Route.signed(5, this::allOrders));
        routes.put("DELETE /fapi/v1/allOpenOrders", Route.signed(1, this::cancelAll));
        routes.put("POST /fapi/v1/countdownCancelAll", Route.signed(10, this::countdown));
        new BatchRoutes(this, limits).addTo(routes);
    }

    private JsonNode place(Params params, long now) {
        OrderTicket ticket = reader.read(params, now);
        boolean isResult = isResult(params);
        SimulatedOrder order = counted(exchange, limits, now, () -> exchange.place(ticket, now));
        return OrderJson.placed(order, isResult, exchange.questions());
    }

    /** Places an order of a batch, which is counted as a whole. */
    JsonNode placeOfBatch(Params params, long now) {
        OrderTicket ticket = reader.read(params, now);
        boolean isResult = isResult(params);
        return OrderJson.placed(exchange.place(ticket, now), isResult, exchange.questions());
    }

    private static boolean isResult(Params params) {
        String responseType = params.optional("newOrderRespType").orElse("ACK");
        Refusal.INVALID_RESPONSE_TYPE.when(!List.of("ACK", "RESULT").contains(responseType));
        return responseType.equals("RESULT");
    }

    /** Counts an order in the ORDERS pools, a refused one only if the exchange counts those. */
    static <T> T counted(SimulatedExchange exchange, RateLimits limits, long now, Supplier<T> act) {
        if (exchange.questions().is(OpenQuestion.REFUSED_ORDERS_COUNT)) {
            limits.order(now);
            return act.get();
        }
        limits.checkOrders(now);
        T done = act.get();
        limits.order(now);
        return done;
    }

    private JsonNode amend(Params params, long now) {
        OrderReader.Amendment amendment = OrderReader.amendment(params);
        return counted(exchange, limits, now, () -> amended(amendment, now));
    }

    /** Modifies an order of a batch, which is counted as a whole. */
    JsonNode amendOfBatch(Params params, long now) {
        return amended(OrderReader.amendment(params), now);
    }

    private JsonNode amended(OrderReader.Amendment wanted, long now) {
        Symbol symbol = exchange.market().spec(wanted.symbol()).symbol();
        boolean isReducing = exchange.find(symbol, wanted.name())
                .filter(order -> !order.ticket().reduceOnly())
                .isEmpty();
        Refusal.AMENDED_REDUCE_ONLY.when(wanted.reduceOnly() && !isReducing);
        SimulatedOrder order =
                exchange.amend(symbol, wanted.name(), wanted.side(), wanted.quantity(), wanted.price(), now);
        return OrderJson.placed(order, true, exchange.questions());
    }

    private JsonNode test(Params params, long now) {
        exchange.test(reader.read(params, now), now);
        return Json.object();
    }

    JsonNode cancel(Params params, long now) {
        return OrderJson.placed(
                exchange.cancel(params.symbol(), OrderReader.name(params), now), true, exchange.questions());
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

    private JsonNode countdown(Params params, long now) {
        Symbol symbol = exchange.market().spec(params.symbol()).symbol();
        long millis = params.number("countdownTime");
        exchange.countdown(symbol, millis, now);
        return Json.object().put("symbol", symbol.name()).put("countdownTime", String.valueOf(millis));
    }

    private SimulatedOrder find(Params params) {
        Symbol symbol = exchange.market().spec(params.symbol()).symbol();
        return exchange.find(symbol, OrderReader.name(params)).orElseThrow(Refusal.NO_SUCH_ORDER::with);
    }

    private JsonNode openOrder(Params params) {
        SimulatedOrder order = find(params);
        Refusal.NO_SUCH_ORDER.when(!order.open());
        return OrderJson.queried(order);
    }

    private ArrayNode openOrders(Params params) {
        Optional<Symbol> wanted = params.knownSymbol(exchange.market());
        List<SimulatedOrder> open = exchange.openOrders().stream()
                .filter(order -> wanted.isEmpty() || wanted.get().equals(order.symbol()))
                .toList();
        return Json.array(open, OrderJson::queried);
    }

    private ArrayNode allOrders(Params params, long now) {
        Optional<Symbol> wanted = params.knownSymbol(exchange.market());
        Params.Window window = params.window(DAYS, now);
        long from = params.number("orderId", 0);
        List<SimulatedOrder> found = exchange.allOrders().stream()
                .filter(order -> wanted.isEmpty() || wanted.get().equals(order.symbol()))
                .filter(order -> order.orderId() >= from && window.holds(order.createdAt()))
                .toList();
        int limit = params.limit(500, MOST);
        return Json.array(
                from > 0 ? found.subList(0, Math.min(limit, found.size())) : window.page(found, limit),
                OrderJson::queried);
    }
}
