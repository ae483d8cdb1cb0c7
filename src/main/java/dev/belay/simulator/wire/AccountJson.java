package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Side;
import dev.belay.simulator.engine.Fees;
import dev.belay.simulator.engine.MarginSummary;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.PositionReport;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedOrder;
import dev.belay.simulator.engine.SimulatedPosition;
import dev.belay.simulator.engine.SymbolSpec;
import java.math.BigDecimal;

/** Positions and balances as REST writes them (binance-api §6). */
final class AccountJson {

    private final SimulatedExchange exchange;

    AccountJson(SimulatedExchange exchange) {
        this.exchange = exchange;
    }

    ObjectNode positionRisk(PositionReport report) {
        SimulatedPosition position = report.position();
        String initial = Json.money(report.initialMargin());
        BigDecimal ofOrders = exchange.orderMargin(position.key());
        return base(report)
                .put("entryPrice", Json.trimmed(position.entryPrice()))
                .put("breakEvenPrice", Json.trimmed(breakEven(position)))
                .put("markPrice", Json.money(report.mark().decimal()))
                .put("unRealizedProfit", Json.money(report.unrealized()))
                .put(
                        "liquidationPrice",
                        position.isFlat()
                                ? "0"
                                : exchange.liquidationPrice(report).toString())
                .put("isolatedMargin", Json.trimmed(report.isolatedMargin()))
                .put("notional", Json.money(report.notional()))
                .put("marginAsset", "USDT")
                .put("isolatedWallet", Json.trimmed(position.isolatedWallet()))
                .put("initialMargin", Json.money(report.initialMargin().add(ofOrders)))
                .put("maintMargin", Json.money(report.maintenanceMargin()))
                .put("positionInitialMargin", initial)
                .put("openOrderInitialMargin", Json.trimmed(ofOrders))
                .put("adl", 1)
                .put("bidNotional", openNotional(position.key(), Side.BUY))
                .put("askNotional", openNotional(position.key(), Side.SELL))
                .put("updateTime", position.updatedAt());
    }

    private String openNotional(PositionKey key, Side side) {
        BigDecimal sum = BigDecimal.ZERO;
        for (SimulatedOrder order : exchange.openOrders()) {
            if (order.ticket().key().equals(key) && order.ticket().side() == side) {
                sum = sum.add(order.rest().at(order.ticket().price()));
            }
        }
        return Json.trimmed(sum);
    }

    ObjectNode position(PositionReport report) {
        return base(report)
                .put("unrealizedProfit", Json.money(report.unrealized()))
                .put("isolatedMargin", Json.money(report.isolatedMargin()))
                .put("notional", Json.money(report.notional()))
                .put("isolatedWallet", Json.trimmed(report.position().isolatedWallet()))
                .put("initialMargin", Json.money(report.initialMargin()))
                .put("maintMargin", Json.money(report.maintenanceMargin()))
                .put("updateTime", report.position().updatedAt());
    }

    private ObjectNode base(PositionReport report) {
        SimulatedPosition position = report.position();
        SymbolSpec spec = exchange.market().spec(position.key().symbol());
        return Json.object()
                .put("symbol", spec.symbol().name())
                .put("positionSide", position.key().side().name())
                .put(
                        "positionAmt",
                        Json.padded(position.signedAmount(), spec.quantity().precision()));
    }

    /** The price at which a fresh position pays back its commission. */
    static BigDecimal breakEven(SimulatedPosition position) {
        BigDecimal fee = position.entryPrice().multiply(Fees.STANDARD.taker());
        return position.amount() < 0
                ? position.entryPrice().subtract(fee)
                : position.entryPrice().add(fee);
    }

    ObjectNode totals() {
        MarginSummary margin = exchange.margin();
        return Json.object()
                .put("totalInitialMargin", Json.money(margin.initialMargin().add(margin.orderMargin())))
                .put("totalMaintMargin", Json.money(margin.maintenanceMargin()))
                .put("totalWalletBalance", Json.money(margin.wallet()))
                .put("totalUnrealizedProfit", Json.money(margin.unrealized()))
                .put("totalMarginBalance", Json.money(margin.marginBalance()))
                .put("totalPositionInitialMargin", Json.money(margin.initialMargin()))
                .put("totalOpenOrderInitialMargin", Json.money(margin.orderMargin()))
                .put("totalCrossWalletBalance", Json.money(margin.crossWallet()))
                .put("totalCrossUnPnl", Json.money(margin.crossUnrealized()))
                .put("availableBalance", Json.money(margin.available()))
                .put("maxWithdrawAmount", Json.money(margin.available()));
    }

    ObjectNode asset(long now) {
        MarginSummary margin = exchange.margin();
        return Json.object()
                .put("asset", "USDT")
                .put("walletBalance", Json.money(margin.wallet()))
                .put("unrealizedProfit", Json.money(margin.unrealized()))
                .put("marginBalance", Json.money(margin.marginBalance()))
                .put("maintMargin", Json.money(margin.maintenanceMargin()))
                .put("initialMargin", Json.money(margin.initialMargin().add(margin.orderMargin())))
                .put("positionInitialMargin", Json.money(margin.initialMargin()))
                .put("openOrderInitialMargin", Json.money(margin.orderMargin()))
                .put("crossWalletBalance", Json.money(margin.crossWallet()))
                .put("crossUnPnl", Json.money(margin.crossUnrealized()))
                .put("availableBalance", Json.money(margin.available()))
                .put("maxWithdrawAmount", Json.money(margin.available()))
                .put("updateTime", now);
    }

    ObjectNode balance(long now) {
        MarginSummary margin = exchange.margin();
        return Json.object()
                .put("accountAlias", "SgsR")
                .put("asset", "USDT")
                .put("balance", Json.money(margin.wallet()))
                .put("crossWalletBalance", Json.money(margin.crossWallet()))
                .put("crossUnPnl", Json.money(margin.crossUnrealized()))
                .put("availableBalance", Json.money(margin.available()))
                .put("maxWithdrawAmount", Json.money(margin.available()))
                .put("marginAvailable", true)
                .put("updateTime", now);
    }
}
