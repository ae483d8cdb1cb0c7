package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.MarketTicket;
import dev.belay.exchange.StopTicket;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.math.BigDecimal;
import java.util.Optional;

/** What an exchange would say of orders and positions of the test leg. */
final class Reports {
    private Reports() {}

    static Answer.PositionRow row(String amount, String entry, long at) {
        return new Answer.PositionRow(
                LegHarness.ETH, LegHarness.SIDE, new BigDecimal(amount), Price.of(entry), Price.ZERO, at);
    }

    static Answer.StopReport stop(StopTicket ticket, Answer.StopStatus status, long at) {
        return stop(ticket, status, Quantity.ZERO, "", at);
    }

    static Answer.StopReport stop(
            StopTicket ticket, Answer.StopStatus status, Quantity filled, String reason, long at) {
        return new Answer.StopReport(
                ticket.leg().symbol(),
                ticket.leg().side(),
                ticket.id(),
                ticket.id().hashCode() & Integer.MAX_VALUE,
                status,
                ticket.side(),
                ticket.quantity(),
                ticket.trigger(),
                ticket.closePosition(),
                true,
                filled,
                reason,
                at,
                Optional.of(ticket.triggeredBy()));
    }

    static Answer.OrderReport order(MarketTicket ticket, Answer.OrderStatus status, String filled, long at) {
        return new Answer.OrderReport(
                ticket.leg().symbol(),
                ticket.leg().side(),
                ticket.id(),
                ticket.id().hashCode() & Integer.MAX_VALUE,
                status,
                ticket.side(),
                ticket.quantity(),
                Quantity.of(filled),
                Price.of("100"),
                ticket.reduceOnly(),
                at);
    }

    /** The stream's word of a fill of somebody else's order, {@code change} signed. */
    static LegInput fill(BigDecimal change, long trade, long at) {
        Side side = change.signum() > 0 ? Side.BUY : Side.SELL;
        Quantity quantity = Quantity.of(change.abs());
        var report = new Answer.OrderReport(
                LegHarness.ETH,
                LegHarness.SIDE,
                "web_" + trade,
                trade,
                Answer.OrderStatus.FILLED,
                side,
                quantity,
                quantity,
                Price.of("100"),
                false,
                at);
        return new LegInput.OrderChanged(report, Optional.of(trade(side, quantity, trade, at)));
    }

    static Answer.Trade trade(Side side, Quantity quantity, long trade, long at) {
        return new Answer.Trade(
                LegHarness.ETH,
                LegHarness.SIDE,
                trade,
                trade,
                "",
                side,
                quantity,
                Price.of("100"),
                new BigDecimal("0.5"),
                new BigDecimal("0.04"),
                "USDT",
                false,
                at);
    }
}
