package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.math.BigDecimal;

/** Whether a regular order is accepted; the order of the checks is binance-api §16.2, steps 8 to 11. */
final class OrderChecks {

    private static final int MAX_OPEN_PER_SYMBOL = 200;

    private final Market market;
    private final AccountBook book;
    private final Margin margin;
    private final OrderDesk orders;
    private final OpenQuestions questions;

    OrderChecks(Market market, AccountBook book, Margin margin, OrderDesk orders, OpenQuestions questions) {
        this.market = market;
        this.book = book;
        this.margin = margin;
        this.orders = orders;
        this.questions = questions;
    }

    void check(OrderTicket ticket) {
        SymbolSpec spec = market.spec(ticket.symbol());
        Refusal.NOT_TRADING.when(!spec.trading());
        Refusal.USE_ALGO_SERVICE.when(ticket.type().isConditional());
        ModeChecks.check(book.state().hedge(), ticket.positionSide(), ticket.reduceOnly());
        filters(spec, ticket);
        reducing(ticket, Quantity.ZERO);
        Refusal.TOO_MANY_OPEN_ORDERS.when(book.orders().open(ticket.symbol()).size() >= MAX_OPEN_PER_SYMBOL);
        boolean isTaken = book.orders().isOpen(ticket.clientId())
                || (questions.is(OpenQuestion.CLIENT_IDS_SHARED)
                        && book.algoOrders().isOpen(ticket.clientId()));
        Refusal.DUPLICATE_CLIENT_ID.when(isTaken);
        money(ticket);
        crossing(ticket);
    }

    /** Whether a resting order may become {@code ticket}. */
    void checkAmended(SimulatedOrder before, OrderTicket ticket) {
        filters(market.spec(ticket.symbol()), ticket);
        reducing(ticket, before.ticket().quantity());
        Refusal.POST_ONLY.when(ticket.timeInForce() == TimeInForce.GTX && OrderDesk.crosses(ticket, market));
        money(ticket);
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

    /**
     * Reduce-only needs something to reduce; in the book it may not promise more than the position holds.
     *
     * @param replaced what an amended order promised before
     */
    private void reducing(OrderTicket ticket, Quantity replaced) {
        if (!ticket.onlyReduces()) {
            return;
        }
        SimulatedPosition position = book.position(ticket.key());
        Refusal.REDUCE_ONLY.when(!position.isReducedBy(ticket.side()));
        boolean isCut = ticket.reduceOnly() && ticket.type() == OrderType.MARKET;
        long promised = ticket.type() == OrderType.LIMIT
                ? resting(ticket, true) - replaced.units() + ticket.quantity().units()
                : ticket.quantity().units();
        long held = position.size().units();
        Refusal.REDUCE_ONLY.when(!isCut && promised > held);
        Quantity turned = new Quantity(Math.max(0, promised + resting(ticket, false) - held));
        boolean isUnpaid = !isCut
                && !turned.isZero()
                && margin.initialMargin(ticket.symbol(), turned, likelyPrice(ticket))
                                .compareTo(margin.summary().available())
                        > 0;
        Refusal.REDUCE_ONLY_MARGIN.when(isUnpaid);
    }

    /** What the open orders of the same side promise, those that only reduce or the others. */
    private long resting(OrderTicket ticket, boolean reducing) {
        return book.orders().open(ticket.symbol()).stream()
                .filter(other -> other.ticket().onlyReduces() == reducing
                        && other.ticket().key().equals(ticket.key())
                        && other.ticket().side() == ticket.side())
                .mapToLong(other -> other.rest().units())
                .sum();
    }

    private void crossing(OrderTicket ticket) {
        boolean crosses = OrderDesk.crosses(ticket, market);
        if (ticket.type() == OrderType.MARKET) {
            Price best = OrderDesk.best(ticket.symbol(), ticket.side(), market);
            Price worst = SymbolSpec.worst(ticket.side(), market.mark(ticket.symbol()));
            Refusal.OUTSIDE_BAND.when(
                    ticket.side() == Side.BUY ? best.compareTo(worst) > 0 : best.compareTo(worst) < 0);
        }
        Refusal.FILL_OR_KILL.when(ticket.timeInForce() == TimeInForce.FOK && !orders.findsAll(ticket));
        Refusal.POST_ONLY.when(ticket.timeInForce() == TimeInForce.GTX && crosses);
    }

    /** Leverage bracket and margin of what the order opens. */
    private void money(OrderTicket ticket) {
        Price price = likelyPrice(ticket);
        if (!ticket.onlyReduces()) {
            PositionReport report = margin.report(book.position(ticket.key()));
            long held = report.position().isReducedBy(ticket.side())
                    ? 0
                    : report.position().size().units();
            BigDecimal notional =
                    new Quantity(margin.opening(ticket).units() + held + resting(ticket, false)).at(price);
            long cap = MarginBracket.cap(report.settings().leverage());
            Refusal.POSITION_TOO_LARGE.when(notional.compareTo(BigDecimal.valueOf(cap)) > 0);
        }
        Refusal.MARGIN_INSUFFICIENT.when(!margin.isEnoughFor(ticket, price));
    }

    private Price likelyPrice(OrderTicket ticket) {
        return ticket.type() == OrderType.LIMIT
                ? ticket.price()
                : OrderDesk.best(ticket.symbol(), ticket.side(), market);
    }
}
