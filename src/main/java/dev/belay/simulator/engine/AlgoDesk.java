package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The algo service: keeps conditional orders apart from the engine until their price comes (binance-api §8). */
final class AlgoDesk {

    private static final long USUAL_SYSTEM_CANCEL = 53_000;

    private final Market market;
    private final AccountBook book;
    private final AlgoTrigger trigger;
    private final OpenQuestions questions;
    private final EventOutlet events;
    private final FaultBoard faults;
    private final Map<Long, Long> systemCancels = new HashMap<>();

    AlgoDesk(
            Market market,
            AccountBook book,
            AlgoTrigger trigger,
            OpenQuestions questions,
            EventOutlet events,
            FaultBoard faults) {
        this.market = market;
        this.book = book;
        this.trigger = trigger;
        this.questions = questions;
        this.events = events;
        this.faults = faults;
    }

    /** Takes an order that has passed the checks. */
    SimulatedAlgoOrder enter(AlgoTicket ticket, long at) {
        long now = events.moment(at);
        long id = book.nextAlgoId();
        String clientId = ticket.clientId().isEmpty() ? "auto-" + id : ticket.clientId();
        Price working = market.latest(ticket.symbol()).of(ticket.workingType());
        Trail trail = ticket.isTrailing() ? new Trail(false, working) : Trail.NONE;
        SimulatedAlgoOrder order = changed(SimulatedAlgoOrder.accepted(ticket.stored(clientId), id, trail, now), now);
        faults.fires(Fault.ALGO_SYSTEM_CANCEL, now, ticket.symbol().name())
                .ifPresent(fault -> systemCancels.put(id, now + fault.number("ms", USUAL_SYSTEM_CANCEL)));
        return ticket.isTrailing() ? follow(order, working, now) : order;
    }

    SimulatedAlgoOrder cancel(SimulatedAlgoOrder order, long now) {
        return changed(order.becomes(AlgoStatus.CANCELED, events.moment(now)), now);
    }

    SimulatedAlgoOrder expire(SimulatedAlgoOrder order, long now) {
        return changed(order.becomes(AlgoStatus.EXPIRED, events.moment(now)), now);
    }

    /** Triggers the orders whose price has come, oldest first, after the trailing ones have followed it. */
    void trigger(PriceStep step) {
        if (!book.algoOrders().hasOpen(step.symbol())) {
            return;
        }
        cancelBySystem(step.at());
        for (SimulatedAlgoOrder order : book.algoOrders().open(step.symbol(), open -> concerns(open, step))) {
            // an order before may have ended this one
            Optional<SimulatedAlgoOrder> live = book.algoOrders().byId(order.algoId());
            live.filter(Stored::open).ifPresent(open -> meet(open, step));
        }
    }

    private boolean concerns(SimulatedAlgoOrder order, PriceStep step) {
        if (order.status() != AlgoStatus.NEW) {
            return false;
        }
        AlgoTicket ticket = order.ticket();
        Price working = step.of(ticket.workingType());
        long end = ticket.terms().goodTillDate();
        if (end > 0 && end <= step.at()) {
            return true;
        }
        if (ticket.isTrailing()) {
            return !order.trail().equals(order.trail().after(working, ticket.side(), activation(ticket, order)))
                    || order.trail()
                            .isTriggeredBy(
                                    working, ticket.side(), ticket.terms().callbackRate());
        }
        return ticket.isTriggeredBy(working) && !(ticket.priceProtect() && AlgoTrigger.isTorn(step));
    }

    private void meet(SimulatedAlgoOrder order, PriceStep step) {
        AlgoTicket ticket = order.ticket();
        long end = ticket.terms().goodTillDate();
        if (end > 0 && end <= step.at()) {
            expire(order, step.at());
            return;
        }
        if (!ticket.isTrailing()) {
            fire(order, step.at());
            return;
        }
        Price working = step.of(ticket.workingType());
        SimulatedAlgoOrder moved = follow(order, working, step.at());
        if (moved.trail().isTriggeredBy(working, ticket.side(), ticket.terms().callbackRate())) {
            fire(moved, step.at());
        }
    }

    /** What depends on the position is settled before the next order triggers. */
    private void fire(SimulatedAlgoOrder order, long now) {
        trigger.fire(order, now);
        expireWithoutPosition(order.ticket().key(), now);
    }

    /** Takes the extreme over; the activation is told as a second NEW (binance-api §8.5, Q26). */
    private SimulatedAlgoOrder follow(SimulatedAlgoOrder order, Price working, long now) {
        AlgoTicket ticket = order.ticket();
        Trail next = order.trail().after(working, ticket.side(), activation(ticket, order));
        if (next.equals(order.trail())) {
            return order;
        }
        SimulatedAlgoOrder moved = order.trailing(next);
        if (next.activated() && !order.trail().activated()) {
            return changed(moved, now);
        }
        book.put(moved);
        return moved;
    }

    /** Without an activation price, an order is active from the price at which it was placed. */
    private static Price activation(AlgoTicket ticket, SimulatedAlgoOrder order) {
        Price wanted = ticket.terms().activation();
        return wanted.units() == 0 ? order.trail().extreme() : wanted;
    }

    private void cancelBySystem(long now) {
        if (systemCancels.isEmpty()) {
            return;
        }
        for (Map.Entry<Long, Long> due : new TreeMap<>(systemCancels).entrySet()) {
            if (due.getValue() <= now) {
                systemCancels.remove(due.getKey());
                book.algoOrders()
                        .byId(due.getKey())
                        .filter(order -> order.status() == AlgoStatus.NEW)
                        .ifPresent(order -> cancel(order, now));
            }
        }
    }

    /** Orders that live as long as the position are over when there is nothing left to close (GTE, §8.5). */
    void expireWithoutPosition(PositionKey key, long now) {
        SimulatedPosition position = book.position(key);
        for (SimulatedAlgoOrder order : book.algoOrders().open(key.symbol())) {
            AlgoTicket ticket = order.ticket();
            if (order.status() == AlgoStatus.NEW
                    && ticket.key().equals(key)
                    && isBound(ticket)
                    && !position.isReducedBy(ticket.side())) {
                expire(order, now);
            }
        }
    }

    private boolean isBound(AlgoTicket ticket) {
        return ticket.endsWithPosition()
                || (ticket.reduceOnly() && questions.is(OpenQuestion.REDUCE_ONLY_ALGO_ENDS_WITH_POSITION));
    }

    private SimulatedAlgoOrder changed(SimulatedAlgoOrder order, long now) {
        book.put(order);
        events.tell(new ExchangeEvent.AlgoChanged(order, events.time(now)));
        return order;
    }
}
