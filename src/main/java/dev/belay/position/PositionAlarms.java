package dev.belay.position;

import dev.belay.exchange.Answer.PositionRow;
import dev.belay.money.Price;
import dev.belay.protection.StopOrder;
import java.util.List;
import java.util.Optional;

/** What a person should hear of the exchange's word about a position, and what changes nothing else. */
final class PositionAlarms {

    private static final long CONTRADICTION_MILLIS = 60_000;
    private static final long UNPROTECTED_MILLIS = 5_000;

    private PositionAlarms() {}

    /**
     * A row that is older than the stream and says otherwise. It never overrules the stream, however often it is repeated: a
     * replica of the exchange may be behind for long. After a minute a person has to look.
     */
    static List<LegEvent> contradicted(Leg leg, LegMemory memory, PositionRow row, long readAt, long now) {
        memory.contradictedAt = memory.contradictedAt == 0 ? readAt : memory.contradictedAt;
        if (readAt - memory.contradictedAt < CONTRADICTION_MILLIS || !memory.isNewAlarm("contradiction", now)) {
            return List.of();
        }
        String text = "for %d s the exchange's lists have said %s at %s, dated before its stream, which said %s"
                .formatted(
                        (readAt - memory.contradictedAt) / 1_000,
                        row.amount().stripTrailingZeros().toPlainString(),
                        row.entryPrice(),
                        Fills.amount(leg).stripTrailingZeros().toPlainString());
        return List.of(new LegEvent.AlarmRaised("contradiction", text, now));
    }

    /** No proven stop has closed the whole position for longer than it takes to place one (reliability L6). */
    static List<LegEvent> unprotected(Leg leg, LegMemory memory, long now) {
        boolean isBare = Protection.of(leg).state() == Protection.State.UNPROTECTED;
        if (!isBare) {
            memory.unprotectedSince = 0;
            memory.clearAlarm("unprotected");
            return List.of();
        }
        memory.unprotectedSince = memory.unprotectedSince == 0 ? now : memory.unprotectedSince;
        if (now - memory.unprotectedSince < UNPROTECTED_MILLIS || !memory.isNewAlarm("unprotected", now)) {
            return List.of();
        }
        String text = "for %d s no proven stop has closed the whole position of %s"
                .formatted(
                        (now - memory.unprotectedSince) / 1_000,
                        Fills.amount(leg).stripTrailingZeros().toPlainString());
        return List.of(new LegEvent.AlarmRaised("unprotected", text, now));
    }

    /** Margin was taken out, or leverage raised: the exchange would liquidate before the disaster stop. */
    static List<LegEvent> liquidatedFirst(Leg leg, LegMemory memory, PositionRow row, long now) {
        Exposure exposure = leg.exposure();
        if (exposure == null
                || row.amount().signum() == 0
                || row.liquidationPrice().equals(Price.ZERO)) {
            return List.of();
        }
        Optional<Price> beyond = leg.stops()
                .of(StopOrder.Slot.DISASTER, leg.epoch())
                .filter(StopOrder::isLive)
                .map(StopOrder::trigger)
                .filter(trigger -> !exposure.direction().isBetter(trigger, row.liquidationPrice()))
                .findFirst();
        if (beyond.isEmpty()) {
            memory.clearAlarm("liquidation");
        }
        return beyond.filter(trigger -> memory.isNewAlarm("liquidation", now))
                .map(trigger ->
                        "the liquidation price is now %s, before the disaster stop at %s; only the working stop guards"
                                .formatted(row.liquidationPrice(), trigger))
                .<List<LegEvent>>map(text -> List.of(new LegEvent.AlarmRaised("liquidation", text, now)))
                .orElse(List.of());
    }
}
