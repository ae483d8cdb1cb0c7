package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.money.Side;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import java.math.BigDecimal;

/** Whether a conditional order is accepted (binance-api §8.2, §8.5, §16.2). Margin is looked at when it triggers. */
final class AlgoChecks {

    /** Open conditional orders of an account over all symbols. */
    static final int MAX_OPEN = 200;

    private static final BigDecimal LEAST_CALLBACK = new BigDecimal("0.1");
    private static final BigDecimal MOST_CALLBACK = new BigDecimal("20");

    private final Market market;
    private final AccountBook book;
    private final OpenQuestions questions;
    private final FaultBoard faults;

    AlgoChecks(Market market, AccountBook book, OpenQuestions questions, FaultBoard faults) {
        this.market = market;
        this.book = book;
        this.questions = questions;
        this.faults = faults;
    }

    void check(AlgoTicket ticket, long now) {
        String symbol = ticket.symbol().name();
        SymbolSpec spec = market.spec(ticket.symbol());
        Refusal.NOT_TRADING.when(!spec.trading());
        ModeChecks.check(book.state().hedge(), ticket.positionSide(), ticket.reduceOnly());
        filters(spec, ticket);
        Refusal.WOULD_TRIGGER.when(wouldTrigger(ticket)
                || faults.fires(Fault.NEG_2021_RACE, now, symbol).isPresent());
        if (ticket.closePosition()) {
            boolean isPretended = faults.fires(Fault.NEG_4509_FOR, now, symbol).isPresent();
            Refusal.NO_POSITION_FOR_CLOSE.when(isPretended);
            closing(ticket);
        } else if (ticket.endsWithPosition()) {
            needsPosition(ticket);
        }
        boolean isFull = book.algoOrders().openCount() >= MAX_OPEN
                || faults.fires(Fault.MAX_ALGO_REACHED, now, symbol).isPresent();
        Refusal.TOO_MANY_ALGO_ORDERS.when(isFull);
        unique(ticket);
    }

    private void unique(AlgoTicket ticket) {
        boolean isTaken = book.algoOrders().isOpen(ticket.clientId())
                || (questions.is(OpenQuestion.CLIENT_IDS_SHARED)
                        && book.orders().isOpen(ticket.clientId()));
        Refusal refusal = questions.is(OpenQuestion.DUPLICATE_ALGO_ID_IS_4116)
                ? Refusal.DUPLICATE_CLIENT_ID
                : Refusal.ORDER_REJECTED;
        refusal.when(isTaken);
    }

    /** A trailing order must activate on the far side of the price (binance-api §8.5). */
    private boolean wouldTrigger(AlgoTicket ticket) {
        Price working = market.latest(ticket.symbol()).of(ticket.workingType());
        if (!ticket.isTrailing()) {
            return ticket.isTriggeredBy(working);
        }
        Price activation = ticket.terms().activation();
        if (activation.units() == 0) {
            return false;
        }
        int order = activation.compareTo(working);
        return ticket.side() == Side.SELL ? order <= 0 : order >= 0;
    }

    private void filters(SymbolSpec spec, AlgoTicket ticket) {
        if (ticket.isTrailing()) {
            trailing(spec, ticket.terms());
        } else {
            FilterChecks.trigger(spec, ticket.trigger(), questions.is(OpenQuestion.TRIGGER_TICK_CHECKED));
        }
        if (ticket.closePosition()) {
            return;
        }
        OrderTicket born = ticket.born(ticket.quantity());
        boolean isLimit = born.type() == OrderType.LIMIT;
        if (isLimit) {
            FilterChecks.price(spec, born.price());
            FilterChecks.beside(ticket.side(), born.price(), ticket.trigger());
        }
        FilterChecks.quantity(spec, ticket.quantity(), !isLimit);
        if (!born.onlyReduces()) {
            Price price = ticket.isTrailing() ? market.mark(spec.symbol()) : ticket.trigger();
            FilterChecks.notional(spec, ticket.quantity(), isLimit ? born.price() : price);
        }
    }

    private static void trailing(SymbolSpec spec, AlgoTerms terms) {
        BigDecimal rate = terms.callbackRate();
        Refusal.INVALID_CALLBACK_RATE.when(rate.compareTo(LEAST_CALLBACK) < 0 || rate.compareTo(MOST_CALLBACK) > 0);
        Refusal.INVALID_ACTIVATION_PRICE.when(
                terms.activation().units() % spec.tick().units() != 0
                        || terms.activation().compareTo(spec.maxPrice()) > 0);
    }

    private void closing(AlgoTicket ticket) {
        Refusal.SECOND_CLOSE_POSITION.when(book.algoOrders().open(ticket.symbol()).stream()
                .map(SimulatedAlgoOrder::ticket)
                .anyMatch(other -> isTwin(other, ticket)));
        needsPosition(ticket);
    }

    private void needsPosition(AlgoTicket ticket) {
        Refusal.NO_POSITION_FOR_CLOSE.when(!book.position(ticket.key()).isReducedBy(ticket.side()));
    }

    private static boolean isTwin(AlgoTicket other, AlgoTicket ticket) {
        return other.closePosition()
                && other.key().equals(ticket.key())
                && other.side() == ticket.side()
                && other.type().isStop() == ticket.type().isStop();
    }
}
