package dev.belay.simulator.engine;

import dev.belay.money.Price;

/** Whether a conditional order is accepted (binance-api §8.2, §8.5, §16.2). Margin is looked at when it triggers. */
final class AlgoChecks {

    /** Open conditional orders of an account over all symbols. */
    static final int MAX_OPEN = 200;

    private final Market market;
    private final AccountBook book;

    AlgoChecks(Market market, AccountBook book) {
        this.market = market;
        this.book = book;
    }

    void check(AlgoTicket ticket) {
        SymbolSpec spec = market.spec(ticket.symbol());
        Refusal.NOT_TRADING.when(!spec.trading());
        ModeChecks.check(book.state().hedge(), ticket.positionSide(), ticket.reduceOnly());
        filters(spec, ticket);
        Price working = market.latest(ticket.symbol()).of(ticket.workingType());
        Refusal.WOULD_TRIGGER.when(ticket.isTriggeredBy(working));
        if (ticket.closePosition()) {
            closing(ticket);
        }
        Refusal.TOO_MANY_ALGO_ORDERS.when(book.algoOrders().openCount() >= MAX_OPEN);
        Refusal.DUPLICATE_CLIENT_ID.when(book.algoOrders().isOpen(ticket.clientId()));
    }

    private void filters(SymbolSpec spec, AlgoTicket ticket) {
        FilterChecks.trigger(spec, ticket.trigger());
        if (ticket.closePosition()) {
            return;
        }
        FilterChecks.quantity(spec, ticket.quantity(), true);
        if (!ticket.market(ticket.quantity()).onlyReduces()) {
            FilterChecks.notional(spec, ticket.quantity(), ticket.trigger());
        }
    }

    private void closing(AlgoTicket ticket) {
        Refusal.SECOND_CLOSE_POSITION.when(book.algoOrders().open(ticket.symbol()).stream()
                .map(SimulatedAlgoOrder::ticket)
                .anyMatch(other -> isTwin(other, ticket)));
        Refusal.NO_POSITION_FOR_CLOSE.when(!book.position(ticket.key()).isReducedBy(ticket.side()));
    }

    private static boolean isTwin(AlgoTicket other, AlgoTicket ticket) {
        return other.closePosition()
                && other.key().equals(ticket.key())
                && other.side() == ticket.side()
                && other.type().isStop() == ticket.type().isStop();
    }
}
