package dev.belay.position;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Orders in the book that only reduce reserve the size of a position, so that the exchange refuses to close it at market
 * (binance-api §13, §12: -4118, -2022). Belay never has such orders: its stops are conditional and reserve nothing. Those
 * of others are found and named to a person, and left alone.
 */
final class ReservedSize {

    static final String ALARM = "close-reserved";

    private static final int REDUCE_ONLY_REJECT = -2022;
    private static final int REDUCE_ONLY_MARGIN = -4118;
    private static final long READ_MILLIS = 5_000;

    private ReservedSize() {}

    /** An exit was refused with {@code code}: there may be nothing to close, or something in the way. */
    static void refused(LegMemory memory, int code) {
        memory.seeksReserving |= code == REDUCE_ONLY_MARGIN || code == REDUCE_ONLY_REJECT;
    }

    /** Nothing is to be closed any more. */
    static void isOver(LegMemory memory) {
        memory.seeksReserving = false;
        memory.clearAlarm(ALARM);
    }

    /** The look at the book, once the position was read again and is still there. */
    static Optional<Request> look(Leg leg, LegMemory memory, long now) {
        boolean needed = memory.seeksReserving && leg.closing() != null && !memory.isPositionDoubted();
        if (!needed || !memory.orders.isDue(now, READ_MILLIS)) {
            return Optional.empty();
        }
        memory.orders.asked(now);
        return Optional.of(new Request.ReadOrders(leg.id().symbol()));
    }

    /** The open orders of the symbol; whichever closes the position is in the way of ours. */
    static List<LegEvent> onList(Leg leg, LegMemory memory, Answer.Orders read, long now) {
        memory.seeksReserving = false;
        Exposure exposure = leg.exposure();
        if (exposure == null || leg.closing() == null) {
            return List.of();
        }
        String inTheWay = read.reports().stream()
                .filter(order -> order.symbol().equals(leg.id().symbol())
                        && order.positionSide() == leg.id().side())
                .filter(order -> order.side() == exposure.direction().closingSide()
                        && !leg.orders().containsKey(order.id()))
                .filter(order -> !order.status().isOver())
                .map(order -> "%s (%s %s)".formatted(order.id(), order.side(), order.quantity()))
                .sorted()
                .collect(Collectors.joining(", "));
        if (inTheWay.isEmpty() || !memory.isNewAlarm(ALARM, now)) {
            return List.of();
        }
        String text =
                "HUMAN: the exchange does not let the position of %s be closed at market, because open orders reserve it: %s. Cancel them; Belay leaves others' orders alone and goes on trying. The stops stay"
                        .formatted(exposure.quantity(), inTheWay);
        return List.of(new LegEvent.AlarmRaised(ALARM, text, now));
    }
}
