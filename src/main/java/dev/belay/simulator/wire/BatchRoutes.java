package dev.belay.simulator.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.belay.simulator.engine.ExchangeError;
import dev.belay.simulator.engine.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Several regular orders in one request: each succeeds or fails by itself (binance-api §7). */
final class BatchRoutes {

    private static final int MOST_ORDERS = 5;
    private static final int MOST_CANCELS = 10;
    private static final int WEIGHT = 5;

    private final ObjectMapper mapper = new ObjectMapper();
    private final OrderRoutes orders;

    BatchRoutes(OrderRoutes orders) {
        this.orders = orders;
    }

    void addTo(Map<String, Route> routes) {
        routes.put(
                "POST /fapi/v1/batchOrders", Route.orders(WEIGHT, (params, now) -> each(params, now, orders::place)));
        routes.put("PUT /fapi/v1/batchOrders", Route.orders(WEIGHT, (params, now) -> each(params, now, orders::amend)));
        routes.put("DELETE /fapi/v1/batchOrders", Route.signed(1, this::cancel));
    }

    private JsonNode each(Params params, long now, Route.Handler handler) {
        JsonNode batch = json("batchOrders", params.text("batchOrders"));
        Refusal.BATCH_SIZE.when(!batch.isArray() || batch.isEmpty() || batch.size() > MOST_ORDERS);
        ArrayNode answers = Json.array();
        for (JsonNode order : batch) {
            answers.add(answer(Params.of(values(order)), now, handler));
        }
        return answers;
    }

    private JsonNode cancel(Params params, long now) {
        String symbol = params.text("symbol");
        boolean byNumber = params.has("orderIdList");
        String list = byNumber ? "orderIdList" : "origClientOrderIdList";
        Refusal.EITHER_MISSING.when(!params.has(list), "orderIdList", "origClientOrderIdList");
        JsonNode names = json(list, params.text(list));
        Refusal.TOO_MANY_CANCELS.when(!names.isArray() || names.isEmpty() || names.size() > MOST_CANCELS);
        ArrayNode answers = Json.array();
        for (JsonNode name : names) {
            Params one = Params.of(Map.of("symbol", symbol, byNumber ? "orderId" : "origClientOrderId", name.asText()));
            answers.add(answer(one, now, orders::cancel));
        }
        return answers;
    }

    private static JsonNode answer(Params params, long now, Route.Handler handler) {
        try {
            return handler.answer(params, now);
        } catch (ExchangeError refused) {
            return Json.error(refused);
        }
    }

    private JsonNode json(String name, String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw Refusal.INVALID_PARAMETER.with(name);
        }
    }

    private static Map<String, String> values(JsonNode order) {
        Map<String, String> values = new LinkedHashMap<>();
        order.fieldNames()
                .forEachRemaining(name -> values.put(name, order.path(name).asText()));
        return values;
    }
}
