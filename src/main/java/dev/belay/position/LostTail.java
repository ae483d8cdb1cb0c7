package dev.belay.position;

import dev.belay.money.Price;
import dev.belay.protection.ClientIds;
import dev.belay.protection.StopOrder;
import java.util.List;
import java.util.Optional;

/**
 * A journal without its newest events: a backup was restored, or a replica took over that had not got them all (reliability
 * B5, H18). It shows by stops at the exchange that carry our ids and numbers that this journal has not reached, or other
 * terms than it knows. They were decided by somebody who knew more: they are kept, and the level is theirs.
 */
final class LostTail {

    static final String ALARM = "journal-behind";

    private LostTail() {}

    /** The adoption of such a stop; the first one is told to people. */
    static List<LegEvent> adopted(LegEvent.StopAdopted stop, LegMemory memory) {
        String text =
                "the stop %s at %s rests at the exchange, and this journal does not know it so: its last events are missing, as after a backup was restored or a replica took over. The stop is kept; see what else happened since in the exchange's own history"
                        .formatted(stop.id(), stop.trigger());
        return memory.isNewAlarm(ALARM, stop.at())
                ? List.of(stop, new LegEvent.AlarmRaised(ALARM, text, stop.at()))
                : List.of(stop);
    }

    /** What has to be decided before anything else where the exchange is further than the journal; mostly nothing. */
    static List<LegEvent> next(Leg leg, ClientIds ids, long now) {
        return raised(leg, now).or(() -> taken(leg, ids, now)).map(List::of).orElse(List.of());
    }

    /** The level of the stops that rest, if it is better than the one that the journal knows and nobody loosened that. */
    private static Optional<LegEvent> raised(Leg leg, long now) {
        Exposure exposure = leg.exposure();
        if (exposure == null || leg.closing() != null || exposure.loosenedFrom() != null) {
            return Optional.empty();
        }
        return resting(leg, exposure)
                .filter(level ->
                        exposure.direction().isBetter(level, exposure.trail().level()))
                .map(level -> new LegEvent.PolicyChanged(
                        exposure.policy(),
                        exposure.trail().raisedTo(level),
                        "the stop rests there, and the journal's last events are missing",
                        "belay",
                        now));
    }

    private static Optional<Price> resting(Leg leg, Exposure exposure) {
        return leg.stops()
                .of(StopOrder.Slot.WORKING, leg.epoch())
                .filter(stop -> stop.isLive()
                        && stop.triggeredBy() == exposure.policy().price()
                        && stop.covers(exposure.direction(), exposure.quantity()))
                .map(StopOrder::trigger)
                .reduce(exposure.direction()::better);
    }

    /** The next decision would have the id of a stop that rests: a number is passed over. */
    private static Optional<LegEvent> taken(Leg leg, ClientIds ids, long now) {
        long number = leg.sequence() + 1;
        return leg.stops()
                .find(ids.workingStop(leg.id(), number))
                .or(() -> leg.stops().find(ids.disasterStop(leg.id(), number)))
                .map(stop -> new LegEvent.AlarmRaised(
                        ALARM,
                        "the number of %s, which rests at %s, is passed over: the exchange is further than this journal"
                                .formatted(stop.id(), stop.trigger()),
                        now));
    }
}
