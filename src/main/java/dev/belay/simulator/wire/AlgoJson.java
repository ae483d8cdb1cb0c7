package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.engine.AlgoTerms;
import dev.belay.simulator.engine.AlgoTicket;
import dev.belay.simulator.engine.OrderType;
import dev.belay.simulator.engine.SimulatedAlgoOrder;

/** Conditional orders as REST writes them (binance-api §8.3). */
final class AlgoJson {

    private AlgoJson() {}

    /** The answer to placing. */
    static ObjectNode placed(SimulatedAlgoOrder order) {
        return trail(common(order), order);
    }

    /** The answer to a query. */
    static ObjectNode queried(SimulatedAlgoOrder order) {
        SimulatedAlgoOrder.Outcome outcome = order.outcome();
        ObjectNode node = common(order)
                .put("actualOrderId", outcome.orderId() == 0 ? "" : String.valueOf(outcome.orderId()))
                .put("actualPrice", Json.padded(outcome.price(), 5))
                .put("tpTriggerPrice", "0.000")
                .put("tpPrice", "0.000")
                .put("slTriggerPrice", "0.000")
                .put("slPrice", "0.000")
                .put("tpOrderType", "");
        if (outcome.orderId() != 0) {
            node.put("actualType", actualType(order.ticket())).put("actualQty", Json.trimmed(outcome.quantity()));
        }
        return order.ticket().type() == OrderType.TRAILING_STOP_MARKET ? trail(node, order) : node;
    }

    private static ObjectNode trail(ObjectNode node, SimulatedAlgoOrder order) {
        AlgoTerms terms = order.ticket().terms();
        boolean trails = order.ticket().type() == OrderType.TRAILING_STOP_MARKET;
        return node.put("activatePrice", trails ? terms.activation().toString() : "")
                .put("callbackRate", trails ? Json.trimmed(terms.callbackRate()) : "");
    }

    /** The type of the regular order that a trigger gives birth to. */
    static String actualType(AlgoTicket ticket) {
        boolean isLimit = ticket.type() == OrderType.STOP || ticket.type() == OrderType.TAKE_PROFIT;
        return isLimit ? "LIMIT" : "MARKET";
    }

    private static ObjectNode common(SimulatedAlgoOrder order) {
        AlgoTicket ticket = order.ticket();
        ObjectNode node = Json.object()
                .put("algoId", order.algoId())
                .put("clientAlgoId", ticket.clientId())
                .put("algoType", "CONDITIONAL")
                .put("orderType", ticket.type().name())
                .put("symbol", ticket.symbol().name())
                .put("side", ticket.side().name())
                .put("positionSide", ticket.positionSide().name())
                .put("timeInForce", ticket.timeInForce().name())
                .put("quantity", ticket.quantity().toString())
                .put("algoStatus", order.status().name())
                .put("triggerPrice", ticket.trigger().toString())
                .put("price", ticket.terms().price().toString())
                .put("selfTradePreventionMode", "EXPIRE_MAKER")
                .put("workingType", ticket.workingType().name())
                .put("priceMatch", "NONE")
                .put("closePosition", ticket.closePosition())
                .put("priceProtect", ticket.priceProtect())
                .put("reduceOnly", ticket.reduceOnly())
                .put("createTime", order.createdAt())
                .put("updateTime", order.updatedAt())
                .put("triggerTime", order.outcome().triggeredAt())
                .put("goodTillDate", ticket.terms().goodTillDate());
        node.putNull("icebergQuantity");
        return node;
    }
}
