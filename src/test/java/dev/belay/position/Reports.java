package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.MarketTicket;
import dev.belay.exchange.StopTicket;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import java.math.BigDecimal;

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
                at);
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
}
