package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.engine.OpenQuestion;
import dev.belay.simulator.engine.OpenQuestions;
import dev.belay.simulator.engine.OrderStatus;
import dev.belay.simulator.engine.OrderTicket;
import dev.belay.simulator.engine.OrderType;
import dev.belay.simulator.engine.SimulatedOrder;

/** Regular orders as REST writes them (binance-api §7). */
final class OrderJson {

    private OrderJson() {}

    /**
     * The answer to placing and cancelling: since 2026-07-14 without avgPrice and cumQuote.
     *
     * @param isResult whether a market order's answer waits for its fill; else it says NEW
     */
    static ObjectNode placed(SimulatedOrder order, boolean isResult, OpenQuestions questions) {
        boolean isEarly = !isResult && order.ticket().type() == OrderType.MARKET;
        String executed = isEarly ? "0" : order.executed().toString();
        ObjectNode node = Json.object().put("orderId", order.orderId());
        node.put("cumQty", executed).put("executedQty", executed);
        node.put("status", isEarly ? OrderStatus.NEW.name() : order.status().name());
        if (questions.is(OpenQuestion.OLD_ANSWER_FIELDS)) {
            node.put("avgPrice", isEarly ? "0.00000" : Json.padded(order.averagePrice(), 5))
                    .put("cumQuote", isEarly ? "0" : Json.trimmed(order.quote()));
        }
        return common(node, order).put("updateTime", order.updatedAt());
    }

    /** The answer to a query. */
    static ObjectNode queried(SimulatedOrder order) {
        ObjectNode node = Json.object()
                .put("orderId", order.orderId())
                .put("avgPrice", Json.padded(order.averagePrice(), 5))
                .put("cumQuote", Json.trimmed(order.quote()))
                .put("executedQty", order.executed().toString())
                .put("status", order.status().name())
                .put("time", order.createdAt());
        return common(node, order).put("updateTime", order.updatedAt());
    }

    private static ObjectNode common(ObjectNode node, SimulatedOrder order) {
        OrderTicket ticket = order.ticket();
        return node.put("clientOrderId", ticket.clientId())
                .put("symbol", ticket.symbol().name())
                .put("side", ticket.side().name())
                .put("positionSide", ticket.positionSide().name())
                .put("type", ticket.type().name())
                .put("origType", ticket.type().name())
                .put("timeInForce", ticket.timeInForce().name())
                .put("origQty", ticket.quantity().toString())
                .put("price", ticket.price().toString())
                .put("stopPrice", "0")
                .put("reduceOnly", ticket.reduceOnly())
                .put("closePosition", ticket.closePosition())
                .put("workingType", "CONTRACT_PRICE")
                .put("priceProtect", false)
                .put("priceMatch", "NONE")
                .put("selfTradePreventionMode", "EXPIRE_MAKER")
                .put("goodTillDate", ticket.goodTillDate());
    }
}
