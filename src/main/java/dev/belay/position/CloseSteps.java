package dev.belay.position;

import dev.belay.money.Quantity;
import dev.belay.protection.StopOrder;
import dev.belay.trailing.StopRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Closes a position at market when its stop did not do it, or when somebody asked for it. D and W stay where they are
 * until the position is proven flat.
 */
final class CloseSteps {

    /** A stop that is still on its way after this has got stuck (binance-api §15, Q13). */
    private static final long TRIGGERING_MILLIS = 5_000;

    /** After so much trying a person is called (reliability §5.4). */
    private static final long EXHAUSTED_MILLIS = 30_000;

    /** An entry of ours without any proven stop by then is closed again. */
    private static final long UNPROTECTED_MILLIS = 10_000;

    private final LegTerms terms;

    CloseSteps(LegTerms terms) {
        this.terms = terms;
    }

    /** The decision of our own rules to close at market, which a person should hear of. */
    static List<LegEvent> decided(LegMemory memory, String reason, long now) {
        List<LegEvent> events = new ArrayList<>();
        if (memory.isNewAlarm("closing", now)) {
            events.add(new LegEvent.AlarmRaised("closing", reason, now));
        }
        events.add(new LegEvent.CloseDecided(reason, "belay", now));
        return events;
    }

    List<LegEvent> next(Leg leg, LegMemory memory, long now) {
        Exposure exposure = leg.exposure();
        if (exposure == null || leg.closing() == null) {
            memory.closingSince = 0;
            memory.clearAlarm("close-failed");
            ReservedSize.isOver(memory);
        }
        if (exposure == null) {
            memory.clearAlarm("closing");
            return List.of();
        }
        if (leg.closing() == null) {
            return reason(leg, exposure, now)
                    .map(why -> decided(memory, why, now))
                    .orElse(List.of());
        }
        memory.closingSince = memory.closingSince == 0 ? now : memory.closingSince;
        if (now - memory.closingSince >= EXHAUSTED_MILLIS && memory.isNewAlarm("close-failed", now)) {
            return List.of(failed(leg, exposure, now));
        }
        return exit(leg, memory, exposure, now);
    }

    private static LegEvent failed(Leg leg, Exposure exposure, long now) {
        String text =
                "HUMAN: for %d s the position of %s could not be closed at market, or not be proven closed (%s); close it by hand. The stops stay, and Belay goes on trying"
                        .formatted(EXHAUSTED_MILLIS / 1_000, exposure.quantity(), leg.closing());
        return new LegEvent.AlarmRaised("close-failed", text, now);
    }

    private List<LegEvent> exit(Leg leg, LegMemory memory, Exposure exposure, long now) {
        boolean exitOut = leg.orders().values().stream().anyMatch(order -> order.purpose() == MarketOrder.Purpose.EXIT);
        if (exitOut || isInDoubt(memory) || now < memory.exitNotBefore) {
            return List.of();
        }
        return List.of(new LegEvent.OrderIntended(
                terms.ids().exit(leg.id(), leg.sequence() + 1),
                MarketOrder.Purpose.EXIT,
                exposure.direction().closingSide(),
                exitQuantity(exposure),
                now));
    }

    /** A position that lists miss may have been replaced by another; first the disaster stop is tried, which harms none. */
    private static boolean isInDoubt(LegMemory memory) {
        boolean tried = memory.refusals(StopOrder.Slot.DISASTER).count >= 3;
        return PositionEvidence.isAbsent(memory) ? !tried : memory.isPositionDoubted();
    }

    private Quantity exitQuantity(Exposure exposure) {
        Quantity most = terms.rules().maxMarketQuantity();
        return exposure.quantity().compareTo(most) > 0 ? most : exposure.quantity();
    }

    private static Optional<String> reason(Leg leg, Exposure exposure, long now) {
        long grace = exposure.policy().hitGrace().toMillis();
        if (exposure.hitAt() > 0 && now - exposure.hitAt() >= grace) {
            return Optional.of("the price went through the stop at %s and the exchange did not fire it within %d ms"
                    .formatted(exposure.trail().level(), grace));
        }
        boolean stuck = leg.stops()
                .inOrder()
                .filter(stop -> stop.epoch() == leg.epoch() && stop.status() == StopOrder.Status.TRIGGERING)
                .anyMatch(stop -> now - stop.decidedAt() >= TRIGGERING_MILLIS);
        if (stuck) {
            return Optional.of("the stop has been triggering for more than %d ms".formatted(TRIGGERING_MILLIS));
        }
        Optional<String> age = exposure.policy()
                .find(StopRule.CloseByAge.class)
                .filter(rule -> now - exposure.openedAt() >= rule.after().toMillis())
                .map(rule -> "it is older than %s, the limit of the policy %s"
                        .formatted(hours(rule.after()), exposure.policy().name()));
        if (age.isPresent()) {
            return age;
        }
        boolean naked = leg.stops()
                .level(exposure.direction(), exposure.quantity(), leg.epoch())
                .isEmpty();
        if (exposure.ownEntry() && naked && now - exposure.openedAt() >= UNPROTECTED_MILLIS) {
            return Optional.of("it could not be protected within %d ms".formatted(UNPROTECTED_MILLIS));
        }
        return Optional.empty();
    }

    private static String hours(Duration duration) {
        return duration.toMinutesPart() == 0
                ? duration.toHours() + " h"
                : "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
}
