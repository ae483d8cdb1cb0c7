package dev.belay.simulator.engine;

import dev.belay.money.Quantity;

/** The algo service: keeps conditional orders apart from the engine until their price comes (binance-api §8). */
final class AlgoDesk {

    private final Market market;
    private final AccountBook book;
    private final Margin margin;
    private final OrderDesk orders;
    private final EventOutlet events;

    AlgoDesk(Market market, AccountBook book, Margin margin, OrderDesk orders, EventOutlet events) {
        this.market = market;
        this.book = book;
        this.margin = margin;
        this.orders = orders;
        this.events = events;
    }

    /** Takes an order that has passed the checks. */
    SimulatedAlgoOrder enter(AlgoTicket ticket, long now) {
        long id = book.nextAlgoId();
        String clientId = ticket.clientId().isEmpty() ? "auto-" + id : ticket.clientId();
        return changed(SimulatedAlgoOrder.accepted(ticket.stored(clientId), id, now), now);
    }

    SimulatedAlgoOrder cancel(SimulatedAlgoOrder order, long now) {
        return changed(order.becomes(AlgoStatus.CANCELED, now), now);
    }

    /** Triggers the orders whose price has come, oldest first. */
    void trigger(PriceStep step) {
        for (SimulatedAlgoOrder order : book.algoOrders().open(step.symbol())) {
            boolean isOpen =
                    book.algoOrders().byId(order.algoId()).filter(Stored::open).isPresent();
            if (isOpen && order.ticket().isTriggeredBy(step.of(order.ticket().workingType()))) {
                trigger(order, step.at());
            }
        }
    }

    /** closePosition orders without a position to close are over (GTE, binance-api §8.5). */
    void expireWithoutPosition(PositionKey key, long now) {
        for (SimulatedAlgoOrder order : book.algoOrders().open(key.symbol())) {
            AlgoTicket ticket = order.ticket();
            if (ticket.closePosition()
                    && ticket.key().equals(key)
                    && !book.position(key).isReducedBy(ticket.side())) {
                changed(order.becomes(AlgoStatus.EXPIRED, now), now);
            }
        }
    }

    private void trigger(SimulatedAlgoOrder waiting, long now) {
        SimulatedAlgoOrder order = changed(waiting.triggering(now), now);
        OrderTicket born = order.ticket().market(size(order.ticket()));
        if (born.onlyReduces() && born.quantity().isZero()) {
            changed(order.rejected("Reduce Only reject", now), now);
            return;
        }
        if (!margin.isEnoughFor(born, market.mark(born.symbol()))) {
            changed(order.rejected("Margin is insufficient", now), now);
            return;
        }
        SimulatedOrder filled = orders.enter(born, now);
        SimulatedAlgoOrder triggered = changed(order.triggered(filled.orderId(), now), now);
        changed(triggered.finished(filled, now), now);
        orders.expireWithoutPosition(born.key(), now);
        expireWithoutPosition(born.key(), now);
    }

    /** What the market order will be for: the position for closePosition, at most the position when it only reduces. */
    private Quantity size(AlgoTicket ticket) {
        if (!ticket.market(ticket.quantity()).onlyReduces()) {
            return ticket.quantity();
        }
        SimulatedPosition position = book.position(ticket.key());
        if (!position.isReducedBy(ticket.side())) {
            return Quantity.ZERO;
        }
        boolean isWhole = ticket.closePosition() || ticket.quantity().compareTo(position.size()) > 0;
        return isWhole ? position.size() : ticket.quantity();
    }

    private SimulatedAlgoOrder changed(SimulatedAlgoOrder order, long now) {
        book.put(order);
        events.tell(new ExchangeEvent.AlgoChanged(order, events.time(now)));
        return order;
    }
}
