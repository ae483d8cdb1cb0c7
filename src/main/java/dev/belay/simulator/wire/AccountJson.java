package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.engine.Fees;
import dev.belay.simulator.engine.MarginSummary;
import dev.belay.simulator.engine.PositionReport;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.SimulatedPosition;
import dev.belay.simulator.engine.SymbolSpec;
import java.math.BigDecimal;

/** Positions and balances as REST writes them (binance-api §6). */
final class AccountJson {

    private static final String ZERO = "0.00000000";

    private final SimulatedExchange exchange;

    AccountJson(SimulatedExchange exchange) {
        this.exchange = exchange;
    }

    ObjectNode positionRisk(PositionReport report) {
        SimulatedPosition position = report.position();
        boolean isolated = report.settings().isolated();
        String initial = Json.money(report.initialMargin());
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
                .put("isolatedMargin", isolated ? initial : "0")
                .put("notional", Json.money(report.notional()))
                .put("marginAsset", "USDT")
                .put("isolatedWallet", isolated ? initial : "0")
                .put("initialMargin", initial)
                .put("maintMargin", Json.money(report.maintenanceMargin()))
                .put("positionInitialMargin", initial)
                .put("openOrderInitialMargin", "0")
                .put("adl", 1)
                .put("bidNotional", "0")
                .put("askNotional", "0")
                .put("updateTime", position.updatedAt());
    }

    ObjectNode position(PositionReport report) {
        return base(report)
                .put("unrealizedProfit", Json.money(report.unrealized()))
                .put("isolatedMargin", ZERO)
                .put("notional", Json.money(report.notional()))
                .put("isolatedWallet", "0")
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
    private static BigDecimal breakEven(SimulatedPosition position) {
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
                .put("totalCrossWalletBalance", Json.money(margin.wallet()))
                .put("totalCrossUnPnl", Json.money(margin.unrealized()))
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
                .put("crossWalletBalance", Json.money(margin.wallet()))
                .put("crossUnPnl", Json.money(margin.unrealized()))
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
                .put("crossWalletBalance", Json.money(margin.wallet()))
                .put("crossUnPnl", Json.money(margin.unrealized()))
                .put("availableBalance", Json.money(margin.available()))
                .put("maxWithdrawAmount", Json.money(margin.available()))
                .put("marginAvailable", true)
                .put("updateTime", now);
    }
}
