package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.engine.AlgoTicket;
import dev.belay.simulator.engine.ExchangeEvent;
import dev.belay.simulator.engine.Market;
import dev.belay.simulator.engine.OrderTicket;
import dev.belay.simulator.engine.PositionReport;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.engine.SimulatedTrade;
import dev.belay.simulator.engine.SymbolSpec;
import org.jspecify.annotations.Nullable;

/** The user stream's events (binance-api §10.2 to §10.5). TRADE_LITE pads its numbers, the others trim them. */
final class EventJson {

    private final Market market;

    EventJson(Market market) {
        this.market = market;
    }

    ObjectNode of(ExchangeEvent event) {
        if (event instanceof ExchangeEvent.OrderChanged changed) {
            return order(changed);
        }
        if (event instanceof ExchangeEvent.TradeReported reported) {
            return tradeLite(reported);
        }
        if (event instanceof ExchangeEvent.AccountChanged changed) {
            return account(changed);
        }
        if (event instanceof ExchangeEvent.AlgoChanged changed) {
            return algo(changed);
        }
        if (event instanceof ExchangeEvent.MarginCalled called) {
            return marginCall(called);
        }
        return config(event);
    }

    private static ObjectNode config(ExchangeEvent event) {
        ObjectNode node = head("ACCOUNT_CONFIG_UPDATE", event);
        if (event instanceof ExchangeEvent.LeverageChanged changed) {
            node.putObject("ac").put("s", changed.symbol().name()).put("l", changed.leverage());
        } else if (event instanceof ExchangeEvent.MultiAssetsChanged changed) {
            node.putObject("ai").put("j", changed.on());
        }
        return node;
    }

    private static ObjectNode marginCall(ExchangeEvent.MarginCalled called) {
        ObjectNode node = Json.object()
                .put("e", "MARGIN_CALL")
                .put("E", called.time().event())
                .put("cw", Json.trimmed(called.crossWallet()));
        node.set("p", Json.array(called.positions(), EventJson::endangered));
        return node;
    }

    private static ObjectNode endangered(PositionReport report) {
        return Json.object()
                .put("s", report.position().key().symbol().name())
                .put("ps", report.position().key().side().name())
                .put("pa", Json.trimmed(report.position().signedAmount()))
                .put("mt", report.settings().isolated() ? "ISOLATED" : "CROSSED")
                .put("iw", Json.trimmed(report.position().isolatedWallet()))
                .put("mp", Json.trimmed(report.mark().decimal()))
                .put("up", Json.trimmed(report.unrealized()))
                .put("mm", Json.trimmed(report.maintenanceMargin()));
    }

    private static ObjectNode head(String type, ExchangeEvent event) {
        return Json.object()
                .put("e", type)
                .put("E", event.time().event())
                .put("T", event.time().transaction());
    }

    private static ObjectNode order(ExchangeEvent.OrderChanged changed) {
        SimulatedOrder order = changed.order();
        OrderTicket ticket = order.ticket();
        ObjectNode node = head("ORDER_TRADE_UPDATE", changed);
        ObjectNode body = node.putObject("o")
                .put("s", ticket.symbol().name())
                .put("c", ticket.clientId())
                .put("S", ticket.side().name())
                .put("o", ticket.type().name())
                .put("f", ticket.timeInForce().name())
                .put("q", ticket.quantity().toString())
                .put("p", ticket.price().toString())
                .put("ap", Json.trimmed(order.averagePrice()))
                .put("sp", "0")
                .put("x", changed.execution().name())
                .put("X", order.status().name())
                .put("i", order.orderId());
        fill(body, changed.trade())
                .put("z", order.executed().toString())
                .put("T", changed.time().transaction())
                .put("b", "0")
                .put("a", "0")
                .put("R", ticket.reduceOnly())
                .put("wt", "CONTRACT_PRICE")
                .put("ot", ticket.type().name())
                .put("ps", ticket.positionSide().name())
                .put("cp", ticket.closePosition())
                .put("pP", false)
                .put("si", 0)
                .put("ss", 0)
                .put("V", "EXPIRE_MAKER")
                .put("pm", "NONE")
                .put("gtd", ticket.goodTillDate())
                .put("er", String.valueOf(changed.reason().code()));
        return node;
    }

    private static ObjectNode fill(ObjectNode body, @Nullable SimulatedTrade trade) {
        if (trade == null) {
            return body.put("l", "0").put("L", "0").put("t", 0).put("m", false).put("rp", "0");
        }
        return body.put("l", trade.quantity().toString())
                .put("L", trade.price().toString())
                .put("N", "USDT")
                .put("n", Json.trimmed(trade.commission()))
                .put("t", trade.id())
                .put("m", trade.maker())
                .put("rp", Json.trimmed(trade.realized()));
    }

    private ObjectNode tradeLite(ExchangeEvent.TradeReported reported) {
        SimulatedTrade trade = reported.trade();
        SymbolSpec spec = market.spec(trade.symbol());
        int decimals = spec.quantity().precision();
        String quantity = Json.padded(reported.order().ticket().quantity().decimal(), decimals);
        String price = Json.padded(trade.price().decimal(), spec.pricePrecision());
        return head("TRADE_LITE", reported)
                .put("s", trade.symbol().name())
                .put("q", quantity)
                .put("p", Json.padded(reported.order().ticket().price().decimal(), spec.pricePrecision()))
                .put("m", trade.maker())
                .put("c", trade.clientId())
                .put("S", trade.side().name())
                .put("L", price)
                .put("l", Json.padded(trade.quantity().decimal(), decimals))
                .put("t", trade.id())
                .put("i", trade.orderId());
    }

    private static ObjectNode account(ExchangeEvent.AccountChanged changed) {
        ObjectNode node = head("ACCOUNT_UPDATE", changed);
        ObjectNode body = node.putObject("a").put("m", changed.reason());
        body.putArray("B")
                .add(Json.object()
                        .put("a", "USDT")
                        .put("wb", Json.money(changed.wallet()))
                        .put("cw", Json.money(changed.crossWallet()))
                        .put("bc", Json.trimmed(changed.balanceChange())));
        body.set("P", Json.array(changed.positions(), EventJson::position));
        if (!changed.funded().isEmpty()) {
            body.put("S", changed.funded());
        }
        return node;
    }

    private static ObjectNode position(PositionReport report) {
        boolean isolated = report.settings().isolated();
        return Json.object()
                .put("s", report.position().key().symbol().name())
                .put("pa", Json.trimmed(report.position().signedAmount()))
                .put("ep", Json.trimmed(report.position().entryPrice()))
                .put("bep", Json.trimmed(AccountJson.breakEven(report.position())))
                .put("cr", Json.trimmed(report.position().realized()))
                .put("up", Json.trimmed(report.unrealized()))
                .put("mt", isolated ? "isolated" : "cross")
                .put("iw", isolated ? Json.money(report.position().isolatedWallet()) : "0")
                .put("ps", report.position().key().side().name());
    }

    private static ObjectNode algo(ExchangeEvent.AlgoChanged changed) {
        SimulatedAlgoOrder order = changed.order();
        AlgoTicket ticket = order.ticket();
        SimulatedAlgoOrder.Outcome outcome = order.outcome();
        ObjectNode node = head("ALGO_UPDATE", changed);
        ObjectNode body = node.putObject("o")
                .put("caid", ticket.clientId())
                .put("aid", order.algoId())
                .put("at", "CONDITIONAL")
                .put("o", ticket.type().name())
                .put("s", ticket.symbol().name())
                .put("S", ticket.side().name())
                .put("ps", ticket.positionSide().name())
                .put("f", ticket.timeInForce().name())
                .put("q", ticket.quantity().toString())
                .put("X", order.status().name())
                .put("ai", outcome.orderId() == 0 ? "" : String.valueOf(outcome.orderId()));
        if (outcome.orderId() != 0) {
            body.put("ap", Json.trimmed(outcome.price()))
                    .put("aq", Json.trimmed(outcome.quantity()))
                    .put("act", AlgoJson.actualType(ticket));
        }
        body.put("tp", ticket.trigger().toString())
                .put("p", ticket.terms().price().toString())
                .put("V", "EXPIRE_MAKER")
                .put("wt", ticket.workingType().name())
                .put("pm", "NONE")
                .put("cp", ticket.closePosition())
                .put("pP", ticket.priceProtect())
                .put("R", ticket.reduceOnly())
                .put("tt", outcome.triggeredAt())
                .put("gtd", ticket.terms().goodTillDate())
                .put("rm", outcome.reason())
                .put("ia", order.trail().activated());
        return node;
    }
}
