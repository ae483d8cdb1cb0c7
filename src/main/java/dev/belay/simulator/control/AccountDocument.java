package dev.belay.simulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.engine.PositionReport;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedOrder;

/** An account at one moment, as JSON. */
final class AccountDocument {

    private AccountDocument() {}

    static ObjectNode of(SimulatedExchange exchange, long now) {
        ObjectNode document = ControlFields.MAPPER.createObjectNode();
        document.put("at", now)
                .put("wallet", exchange.state().wallet().toPlainString())
                .put("hedge", exchange.state().hedge());
        ArrayNode positions = document.putArray("positions");
        exchange.positions().forEach(report -> positions.add(position(report)));
        ArrayNode orders = document.putArray("orders");
        exchange.openOrders().forEach(order -> orders.add(order(order)));
        ArrayNode stops = document.putArray("stops");
        exchange.openAlgoOrders().forEach(order -> stops.add(stop(order)));
        return document;
    }

    private static ObjectNode position(PositionReport report) {
        return ControlFields.MAPPER
                .createObjectNode()
                .put("symbol", report.position().key().symbol().name())
                .put("positionSide", report.position().key().side().name())
                .put("amount", report.position().signedAmount().toPlainString())
                .put("entry", report.position().entryPrice().toPlainString())
                .put("mark", report.mark().toString())
                .put("unrealized", report.unrealized().toPlainString())
                .put("leverage", report.settings().leverage())
                .put("isolated", report.settings().isolated());
    }

    static ObjectNode order(SimulatedOrder order) {
        return ControlFields.MAPPER
                .createObjectNode()
                .put("orderId", order.orderId())
                .put("clientOrderId", order.clientId())
                .put("symbol", order.symbol().name())
                .put("positionSide", order.ticket().positionSide().name())
                .put("side", order.ticket().side().name())
                .put("type", order.ticket().type().name())
                .put("status", order.status().name())
                .put("quantity", order.ticket().quantity().toString())
                .put("executed", order.executed().toString())
                .put("price", order.ticket().price().toString());
    }

    static ObjectNode stop(SimulatedAlgoOrder order) {
        return ControlFields.MAPPER
                .createObjectNode()
                .put("algoId", order.algoId())
                .put("clientAlgoId", order.clientId())
                .put("symbol", order.symbol().name())
                .put("positionSide", order.ticket().positionSide().name())
                .put("side", order.ticket().side().name())
                .put("type", order.ticket().type().name())
                .put("status", order.status().name())
                .put("quantity", order.ticket().quantity().toString())
                .put("trigger", order.ticket().trigger().toString())
                .put("closePosition", order.ticket().closePosition())
                .put("reduceOnly", order.ticket().reduceOnly());
    }
}
