package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A regular order.
 *
 * @param executed what is filled of it
 * @param quote what the fills cost, in quote asset
 * @param amendments how often it was modified
 */
public record SimulatedOrder(
        OrderTicket ticket,
        long orderId,
        OrderStatus status,
        Quantity executed,
        BigDecimal quote,
        long createdAt,
        long updatedAt,
        int amendments)
        implements LedgerEntry, Stored {

    static SimulatedOrder accepted(OrderTicket ticket, long orderId, long at) {
        return new SimulatedOrder(ticket, orderId, OrderStatus.NEW, Quantity.ZERO, BigDecimal.ZERO, at, at, 0);
    }

    /** The average price of its fills, 8 decimals; zero before the first. */
    public BigDecimal averagePrice() {
        return executed.isZero() ? BigDecimal.ZERO : quote.divide(executed.decimal(), 8, RoundingMode.HALF_EVEN);
    }

    public Quantity rest() {
        return ticket.quantity().minus(executed);
    }

    SimulatedOrder filled(Quantity quantity, Price price, long at) {
        Quantity total = executed.plus(quantity);
        OrderStatus next = total.equals(ticket.quantity()) ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        return new SimulatedOrder(
                ticket, orderId, next, total, quote.add(quantity.at(price)), createdAt, at, amendments);
    }

    SimulatedOrder amended(Quantity quantity, Price price, long at) {
        OrderTicket other = ticket.amended(quantity, price);
        return new SimulatedOrder(other, orderId, status, executed, quote, createdAt, at, amendments + 1);
    }

    SimulatedOrder ended(OrderStatus end, long at) {
        return new SimulatedOrder(ticket, orderId, end, executed, quote, createdAt, at, amendments);
    }

    @Override
    public long id() {
        return orderId;
    }

    @Override
    public String clientId() {
        return ticket.clientId();
    }

    @Override
    public Symbol symbol() {
        return ticket.symbol();
    }

    @Override
    public boolean open() {
        return status.isOpen();
    }

    @Override
    public boolean filled() {
        return !executed.isZero();
    }
}
