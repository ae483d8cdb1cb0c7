package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The matching engine: regular orders against bid and ask. An order fills as a whole or not at all. */
final class OrderDesk {

    private final Market market;
    private final AccountBook book;
    private final Margin margin;
    private final Fees fees;
    private final EventOutlet events;

    OrderDesk(Market market, AccountBook book, Margin margin, Fees fees, EventOutlet events) {
        this.market = market;
        this.book = book;
        this.margin = margin;
        this.fees = fees;
        this.events = events;
    }

    /** Whether the order would take from the book at once. */
    static boolean crosses(OrderTicket ticket, Market market) {
        if (ticket.type() == OrderType.MARKET) {
            return true;
        }
        return ticket.side() == Side.BUY
                ? market.ask(ticket.symbol()).compareTo(ticket.price()) <= 0
                : market.bid(ticket.symbol()).compareTo(ticket.price()) >= 0;
    }

    /** Takes an order that has passed the checks. A reduce-only market order is cut to the position. */
    SimulatedOrder enter(OrderTicket asked, long now) {
        long id = book.nextOrderId();
        OrderTicket ticket = cut(asked.clientId().isEmpty() ? asked.named("auto-" + id) : asked);
        SimulatedOrder order = SimulatedOrder.accepted(ticket, id, now);
        changed(order, Execution.NEW, ExpiryReason.NONE, now);
        if (crosses(ticket, market)) {
            Price touch = ticket.side() == Side.BUY ? market.ask(ticket.symbol()) : market.bid(ticket.symbol());
            return fill(order, touch, false, now);
        }
        if (ticket.timeInForce() == TimeInForce.IOC) {
            return expire(order, ExpiryReason.IMMEDIATE_REST, now);
        }
        return order;
    }

    SimulatedOrder cancel(SimulatedOrder order, long now) {
        SimulatedOrder cancelled = order.ended(OrderStatus.CANCELED, now);
        changed(cancelled, Execution.CANCELED, ExpiryReason.NONE, now);
        return cancelled;
    }

    /** Fills the resting orders that the newest price has reached, at their own price. */
    void match(PriceStep step) {
        for (SimulatedOrder order : book.orders().open(step.symbol())) {
            OrderTicket ticket = order.ticket();
            if (crosses(ticket, market) && isStillOpen(order)) {
                fill(order, ticket.price(), true, step.at());
                expireWithoutPosition(ticket.key(), step.at());
            }
        }
    }

    private boolean isStillOpen(SimulatedOrder order) {
        return book.orders().byId(order.orderId()).filter(Stored::open).isPresent();
    }

    /** Resting reduce-only orders that promise more than the position still holds, the youngest first, are over. */
    void expireWithoutPosition(PositionKey key, long now) {
        SimulatedPosition position = book.position(key);
        long left = position.size().units();
        List<SimulatedOrder> open = book.orders().open(key.symbol());
        for (SimulatedOrder order : open) {
            OrderTicket ticket = order.ticket();
            if (!ticket.onlyReduces() || !ticket.key().equals(key)) {
                continue;
            }
            left -= order.rest().units();
            if (left < 0 || !position.isReducedBy(ticket.side())) {
                expire(order, ExpiryReason.REDUCE_ONLY, now);
            }
        }
    }

    private OrderTicket cut(OrderTicket ticket) {
        if (ticket.type() != OrderType.MARKET || !ticket.onlyReduces()) {
            return ticket;
        }
        Quantity held = book.position(ticket.key()).size();
        return held.compareTo(ticket.quantity()) < 0 ? ticket.of(held) : ticket;
    }

    private SimulatedOrder expire(SimulatedOrder order, ExpiryReason reason, long now) {
        SimulatedOrder expired = order.ended(OrderStatus.EXPIRED, now);
        changed(expired, Execution.EXPIRED, reason, now);
        return expired;
    }

    private SimulatedOrder fill(SimulatedOrder order, Price price, boolean maker, long now) {
        OrderTicket ticket = order.ticket();
        Quantity quantity = order.rest();
        SimulatedPosition.Change change = book.position(ticket.key()).filled(ticket.side(), quantity, price, now);
        BigDecimal commission = commission(quantity.at(price), maker);
        SimulatedTrade trade = trade(order, price, change.realized(), commission, maker, now);
        SimulatedOrder filled = order.filled(quantity, price, now);
        book.put(change.after());
        book.put(book.state().changedBy(change.realized().subtract(commission)));
        book.put(trade);
        book.put(filled);
        events.tell(new ExchangeEvent.TradeReported(trade, filled, events.time(now)));
        events.tell(new ExchangeEvent.AccountChanged(
                "ORDER",
                book.state().wallet(),
                BigDecimal.ZERO,
                List.of(margin.report(change.after())),
                events.time(now)));
        events.tell(
                new ExchangeEvent.OrderChanged(filled, Execution.TRADE, trade, ExpiryReason.NONE, events.time(now)));
        return filled;
    }

    private SimulatedTrade trade(
            SimulatedOrder order, Price price, BigDecimal realized, BigDecimal commission, boolean maker, long now) {
        OrderTicket ticket = order.ticket();
        return new SimulatedTrade(
                book.nextTradeId(ticket.symbol()),
                order.orderId(),
                ticket.clientId(),
                ticket.symbol(),
                ticket.positionSide(),
                ticket.side(),
                price,
                order.rest(),
                realized,
                commission,
                maker,
                now);
    }

    private BigDecimal commission(BigDecimal notional, boolean maker) {
        return notional.multiply(maker ? fees.maker() : fees.taker()).setScale(8, RoundingMode.HALF_EVEN);
    }

    private void changed(SimulatedOrder order, Execution execution, ExpiryReason reason, long now) {
        book.put(order);
        events.tell(new ExchangeEvent.OrderChanged(order, execution, null, reason, events.time(now)));
    }
}
