package dev.belay.simulator.engine;

import dev.belay.money.FixedPoint;
import dev.belay.money.Quantity;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import dev.belay.simulator.faults.FaultOrder;
import java.util.Optional;

/** What happens when the price of a conditional order has come (binance-api §8.4, §16.4). */
final class AlgoTrigger {

    private static final String REDUCE_ONLY = "Reduce Only reject";
    private static final long ENGINE_LAG = 10;
    private static final long TRIGGERED_LAG = 11;
    private static final long FINISHED_LAG = 12;
    private static final long HALF = 50;

    private final Market market;
    private final AccountBook book;
    private final Margin margin;
    private final OrderDesk orders;
    private final OpenQuestions questions;
    private final EventOutlet events;
    private final FaultBoard faults;

    AlgoTrigger(
            Market market,
            AccountBook book,
            Margin margin,
            OrderDesk orders,
            OpenQuestions questions,
            EventOutlet events,
            FaultBoard faults) {
        this.market = market;
        this.book = book;
        this.margin = margin;
        this.orders = orders;
        this.questions = questions;
        this.events = events;
        this.faults = faults;
    }

    /** Whether mark and last price are too far apart for a price-protected order: triggerProtect, 5 %. */
    static boolean isTorn(PriceStep step) {
        long gap = Math.abs(step.mark().units() - step.last().units());
        return gap > FixedPoint.scaledDown(step.mark().units(), 5, 100);
    }

    /** Hands the order to the engine; afterwards it is FINISHED, REJECTED or, as a limit order, TRIGGERED. */
    void fire(SimulatedAlgoOrder waiting, long at) {
        long now = events.moment(at);
        SimulatedAlgoOrder order = changed(waiting.triggering(now), now);
        String symbol = order.symbol().name();
        if (faults.fires(Fault.ALGO_STUCK_TRIGGERING, now, symbol).isPresent()) {
            return;
        }
        OrderTicket born = order.ticket().born(size(order.ticket()));
        String reason = faults.fires(Fault.TRIGGER_REJECT, now, symbol)
                .map(fault -> fault.text("rm", REDUCE_ONLY))
                .orElseGet(() -> refusal(order.ticket(), born));
        if (reason.isEmpty()) {
            execute(order, born, now);
        } else {
            changed(order.rejected(reason, now + ENGINE_LAG), now + ENGINE_LAG);
        }
        orders.expireWithoutPosition(born.key(), now);
    }

    private String refusal(AlgoTicket ticket, OrderTicket born) {
        if (ticket.onlyReduces() && born.quantity().isZero()) {
            return REDUCE_ONLY;
        }
        boolean isTooLarge = !ticket.closePosition()
                && ticket.onlyReduces()
                && book.position(ticket.key()).size().compareTo(ticket.quantity()) < 0;
        if (isTooLarge && !questions.is(OpenQuestion.TRIGGERED_REDUCE_ONLY_IS_CUT)) {
            return REDUCE_ONLY;
        }
        if (born.timeInForce() == TimeInForce.FOK && !orders.findsAll(born)) {
            return Refusal.FILL_OR_KILL.with().text();
        }
        if (born.timeInForce() == TimeInForce.GTX && OrderDesk.crosses(born, market)) {
            return Refusal.POST_ONLY.with().text();
        }
        boolean isPaid =
                margin.isEnoughFor(born, born.type() == OrderType.LIMIT ? born.price() : market.mark(born.symbol()));
        return isPaid ? "" : "Margin is insufficient";
    }

    private void execute(SimulatedAlgoOrder order, OrderTicket born, long now) {
        boolean isToldFirst = questions.is(OpenQuestion.ALGO_TOLD_FIRST);
        long toldAt = now + (isToldFirst ? ENGINE_LAG : TRIGGERED_LAG);
        SimulatedAlgoOrder triggered = order.triggered(book.nextOrderId(), toldAt);
        if (isToldFirst) {
            changed(triggered, toldAt);
        }
        SimulatedOrder regular = orders.enter(born, most(born, now), now + ENGINE_LAG);
        if (!isToldFirst) {
            changed(triggered, toldAt);
        }
        if (!regular.open()) {
            changed(triggered.finished(regular, now + FINISHED_LAG), now + FINISHED_LAG);
        }
    }

    /** What the market gives at most. */
    private Quantity most(OrderTicket born, long now) {
        Optional<FaultOrder> fault = born.type() == OrderType.MARKET
                ? faults.fires(Fault.PARTIAL_STOP_FILL, now, born.symbol().name())
                : Optional.empty();
        return fault.map(partial -> orders.part(born.symbol(), born.quantity(), partial.number("percent", HALF)))
                .orElse(born.quantity());
    }

    /** Finishes the conditional order whose regular order has ended. */
    void finish(SimulatedOrder ended, long at) {
        long now = events.moment(at);
        book.algoOrders()
                .byClientId(ended.clientId())
                .filter(order -> order.status() == AlgoStatus.TRIGGERED)
                .filter(order -> order.outcome().orderId() == ended.orderId())
                .ifPresent(order -> changed(order.finished(ended, now), now));
    }

    /** What the order will be for: the position for closePosition, at most the position when it only reduces. */
    private Quantity size(AlgoTicket ticket) {
        if (!ticket.onlyReduces()) {
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
