package dev.belay.position;

import dev.belay.exchange.Answer.OrderReport;
import java.util.ArrayList;
import java.util.List;

/** What the exchange's word about our market orders proves. */
final class OrderEvidence {

    /** There is nothing to reduce, or resting orders have reserved it: with lists that miss the position, it is closed. */
    private static final int REDUCE_ONLY_REJECT = -2022;

    private OrderEvidence() {}

    /** One report of one order, wherever it came from; others' orders are none of ours, their effect is the position's. */
    static List<LegEvent> onReport(Leg leg, LegMemory memory, OrderReport report, Proof proof, long now) {
        MarketOrder order = leg.orders().get(report.id());
        if (order == null || !report.status().isOver()) {
            return List.of();
        }
        memory.ended(order.id(), now);
        memory.doubtPosition(now);
        List<LegEvent> events = new ArrayList<>();
        events.add(new LegEvent.OrderEnded(
                order.id(), report.status(), report.filled(), report.averagePrice(), proof, now));
        if (order.purpose() == MarketOrder.Purpose.ENTRY && report.filled().isZero() && leg.entry() != null) {
            events.add(new LegEvent.EntryAbandoned("the entry order ended unfilled: " + report.status(), now));
        }
        return events;
    }

    /** The exchange refused the order. */
    static List<LegEvent> onRefused(Leg leg, LegMemory memory, MarketOrder order, int code, String message, long now) {
        memory.ended(order.id(), now);
        memory.doubtPosition(now);
        memory.exitNotBefore = now + 1_000;
        ReservedSize.refused(memory, code);
        memory.witnessed |= code == REDUCE_ONLY_REJECT
                && order.purpose() == MarketOrder.Purpose.EXIT
                && order.epoch() == leg.epoch();
        List<LegEvent> events = new ArrayList<>();
        events.add(new LegEvent.OrderRefused(order.id(), code, message, now));
        if (order.purpose() == MarketOrder.Purpose.ENTRY && leg.entry() != null) {
            events.add(new LegEvent.EntryAbandoned(
                    "the exchange refused the entry order: %d %s".formatted(code, message), now));
        }
        return events;
    }

    /** The order certainly had no effect: it was not sent, or was never found. */
    static List<LegEvent> onNotPlaced(Leg leg, LegMemory memory, MarketOrder order, Proof proof, long now) {
        memory.ended(order.id(), now);
        memory.exitNotBefore = now + 500;
        List<LegEvent> events = new ArrayList<>();
        events.add(new LegEvent.OrderNotPlaced(order.id(), proof, now));
        if (order.purpose() == MarketOrder.Purpose.ENTRY && leg.entry() != null) {
            events.add(new LegEvent.EntryAbandoned("the entry order did not reach the exchange", now));
        }
        return events;
    }
}
