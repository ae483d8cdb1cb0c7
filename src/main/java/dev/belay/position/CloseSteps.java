package dev.belay.position;

import dev.belay.money.Quantity;
import dev.belay.protection.StopOrder;
import dev.belay.trailing.StopRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Closes a position at market when its stop did not do it, or when somebody asked for it. D and W stay where they are
 * until the position is proven flat.
 */
final class CloseSteps {

    /** A stop that is still on its way after this has got stuck (binance-api §15, Q13). */
    private static final long TRIGGERING_MILLIS = 5_000;

    /** An entry of ours without any proven stop by then is closed again. */
    private static final long UNPROTECTED_MILLIS = 10_000;

    private final LegTerms terms;

    CloseSteps(LegTerms terms) {
        this.terms = terms;
    }

    List<LegEvent> next(Leg leg, LegMemory memory, long now) {
        Exposure exposure = leg.exposure();
        if (exposure == null) {
            return List.of();
        }
        if (leg.closing() == null) {
            return reason(leg, exposure, now)
                    .<List<LegEvent>>map(why -> List.of(new LegEvent.CloseDecided(why, "belay", now)))
                    .orElse(List.of());
        }
        boolean exitOut = leg.orders().values().stream().anyMatch(order -> order.purpose() == MarketOrder.Purpose.EXIT);
        if (exitOut || memory.isPositionDoubted() || now < memory.exitNotBefore) {
            return List.of();
        }
        return List.of(new LegEvent.OrderIntended(
                terms.ids().exit(leg.id(), leg.sequence() + 1),
                MarketOrder.Purpose.EXIT,
                exposure.direction().closingSide(),
                exitQuantity(exposure),
                now));
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
