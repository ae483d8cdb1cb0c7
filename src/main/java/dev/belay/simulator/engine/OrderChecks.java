package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.money.Side;

/** Whether a regular order is accepted; the order of the checks is binance-api §16.2, steps 8 to 11. */
final class OrderChecks {

    private static final int MAX_OPEN_PER_SYMBOL = 200;

    private final Market market;
    private final AccountBook book;
    private final Margin margin;

    OrderChecks(Market market, AccountBook book, Margin margin) {
        this.market = market;
        this.book = book;
        this.margin = margin;
    }

    void check(OrderTicket ticket) {
        SymbolSpec spec = market.spec(ticket.symbol());
        Refusal.NOT_TRADING.when(!spec.trading());
        Refusal.USE_ALGO_SERVICE.when(ticket.type().isConditional());
        ModeChecks.check(book.state().hedge(), ticket.positionSide(), ticket.reduceOnly());
        filters(spec, ticket);
        reducing(ticket);
        crossing(ticket);
        Refusal.TOO_MANY_OPEN_ORDERS.when(book.orders().open(ticket.symbol()).size() >= MAX_OPEN_PER_SYMBOL);
        Refusal.DUPLICATE_CLIENT_ID.when(book.orders().isOpen(ticket.clientId()));
        Refusal.MARGIN_INSUFFICIENT.when(!margin.isEnoughFor(ticket, likelyPrice(ticket)));
    }

    private void filters(SymbolSpec spec, OrderTicket ticket) {
        boolean isMarket = ticket.type() == OrderType.MARKET;
        Price mark = market.mark(spec.symbol());
        if (!isMarket) {
            FilterChecks.price(spec, ticket.price());
            FilterChecks.band(ticket.side(), ticket.price(), mark);
        }
        FilterChecks.quantity(spec, ticket.quantity(), isMarket);
        if (!ticket.onlyReduces()) {
            FilterChecks.notional(spec, ticket.quantity(), isMarket ? mark : ticket.price());
        }
    }

    /** Reduce-only needs something to reduce; in the book it may not promise more than the position holds. */
    private void reducing(OrderTicket ticket) {
        if (!ticket.onlyReduces()) {
            return;
        }
        SimulatedPosition position = book.position(ticket.key());
        Refusal.REDUCE_ONLY.when(!position.isReducedBy(ticket.side()));
        boolean isCut = ticket.reduceOnly() && ticket.type() == OrderType.MARKET;
        long promised = ticket.type() == OrderType.LIMIT ? reserved(ticket) : 0;
        Refusal.REDUCE_ONLY.when(
                !isCut && promised + ticket.quantity().units() > position.size().units());
    }

    private long reserved(OrderTicket ticket) {
        return book.orders().open(ticket.symbol()).stream()
                .map(SimulatedOrder::ticket)
                .filter(other -> other.onlyReduces() && other.key().equals(ticket.key()))
                .filter(other -> other.side() == ticket.side())
                .mapToLong(other -> other.quantity().units())
                .sum();
    }

    private void crossing(OrderTicket ticket) {
        boolean crosses = OrderDesk.crosses(ticket, market);
        Refusal.FILL_OR_KILL.when(ticket.timeInForce() == TimeInForce.FOK && !crosses);
        Refusal.POST_ONLY.when(ticket.timeInForce() == TimeInForce.GTX && crosses);
    }

    private Price likelyPrice(OrderTicket ticket) {
        if (ticket.type() == OrderType.LIMIT) {
            return ticket.price();
        }
        return ticket.side() == Side.BUY ? market.ask(ticket.symbol()) : market.bid(ticket.symbol());
    }
}
