package dev.belay.simulator.audit;

import dev.belay.simulator.engine.AlgoTicket;
import dev.belay.simulator.engine.OrderTicket;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.engine.SimulatedTrade;

/** The records of orders and their fills: each holds the whole order as it is from then on. */
final class OrderRecords {

    private final AuditLines lines;

    OrderRecords(AuditLines lines) {
        this.lines = lines;
    }

    void order(String account, SimulatedOrder order, String execution, String reason, long at) {
        OrderTicket ticket = order.ticket();
        lines.record("order", at, json -> {
            json.writeStringField("account", account);
            json.writeStringField("symbol", ticket.symbol().name());
            json.writeNumberField("id", order.orderId());
            json.writeStringField("client", ticket.clientId());
            json.writeStringField("side", ticket.side().name());
            json.writeStringField("positionSide", ticket.positionSide().name());
            json.writeStringField("type", ticket.type().name());
            json.writeStringField("quantity", ticket.quantity().toString());
            json.writeStringField("price", ticket.price().toString());
            json.writeBooleanField("reduceOnly", ticket.reduceOnly());
            json.writeBooleanField("closePosition", ticket.closePosition());
            json.writeStringField("executed", order.executed().toString());
            json.writeStringField("execution", execution);
            json.writeStringField("status", order.status().name());
            json.writeStringField("expiry", reason);
        });
    }

    void fill(String account, SimulatedTrade trade, long at) {
        lines.record("fill", at, json -> {
            json.writeStringField("account", account);
            json.writeStringField("symbol", trade.symbol().name());
            json.writeNumberField("trade", trade.id());
            json.writeNumberField("order", trade.orderId());
            json.writeStringField("client", trade.clientId());
            json.writeStringField("side", trade.side().name());
            json.writeStringField("positionSide", trade.positionSide().name());
            json.writeStringField("price", trade.price().toString());
            json.writeStringField("quantity", trade.quantity().toString());
            json.writeStringField("realized", trade.realized().toPlainString());
            json.writeStringField("commission", trade.commission().toPlainString());
            json.writeBooleanField("maker", trade.maker());
        });
    }

    void algo(String account, SimulatedAlgoOrder order, long at) {
        AlgoTicket ticket = order.ticket();
        lines.record("algo", at, json -> {
            json.writeStringField("account", account);
            json.writeStringField("symbol", ticket.symbol().name());
            json.writeNumberField("id", order.algoId());
            json.writeStringField("client", ticket.clientId());
            json.writeStringField("side", ticket.side().name());
            json.writeStringField("positionSide", ticket.positionSide().name());
            json.writeStringField("type", ticket.type().name());
            json.writeStringField("quantity", ticket.quantity().toString());
            json.writeStringField("trigger", ticket.trigger().toString());
            json.writeStringField("workingType", ticket.workingType().name());
            json.writeBooleanField("reduceOnly", ticket.reduceOnly());
            json.writeBooleanField("closePosition", ticket.closePosition());
            json.writeStringField("status", order.status().name());
            json.writeNumberField("order", order.outcome().orderId());
            json.writeStringField("reason", order.outcome().reason());
        });
    }
}
