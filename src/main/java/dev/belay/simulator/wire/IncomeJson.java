package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.engine.FundingPaid;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedTrade;
import dev.belay.simulator.engine.Transfer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What changed the wallet, row by row (income, binance-api §6). */
final class IncomeJson {

    private final SimulatedExchange exchange;

    IncomeJson(SimulatedExchange exchange) {
        this.exchange = exchange;
    }

    /** All rows, the oldest first. */
    List<ObjectNode> rows() {
        List<ObjectNode> rows = new ArrayList<>();
        for (SimulatedTrade trade : exchange.trades()) {
            String symbol = trade.symbol().name();
            String id = String.valueOf(trade.id());
            rows.add(row("COMMISSION", symbol, trade.commission().negate(), trade.at(), trade.orderId(), id));
            if (trade.realized().signum() != 0) {
                rows.add(row("REALIZED_PNL", symbol, trade.realized(), trade.at(), trade.orderId(), id));
            }
        }
        for (FundingPaid paid : exchange.fundings()) {
            rows.add(row("FUNDING_FEE", paid.symbol().name(), paid.amount(), paid.at(), paid.id(), ""));
        }
        for (Transfer transfer : exchange.transfers()) {
            rows.add(row("TRANSFER", "", transfer.amount(), transfer.at(), transfer.id(), ""));
        }
        rows.sort(Comparator.comparingLong(row -> row.path("time").asLong()));
        return rows;
    }

    private static ObjectNode row(String type, String symbol, BigDecimal amount, long at, long id, String trade) {
        return Json.object()
                .put("symbol", symbol)
                .put("incomeType", type)
                .put("income", Json.money(amount))
                .put("asset", "USDT")
                .put("info", type)
                .put("time", at)
                .put("tranId", id)
                .put("tradeId", trade);
    }
}
