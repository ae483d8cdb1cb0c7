package dev.belay.position;

import dev.belay.money.LegId;
import java.util.LinkedHashSet;
import java.util.Set;

/** The legs of an account in the order in which they were heard of, and which of them have something to guard. */
final class KnownLegs {

    private final Set<LegId> all = new LinkedHashSet<>();
    private final Set<LegId> guarded = new LinkedHashSet<>();

    /** The leg is now as {@code leg} says. */
    void changed(Leg leg) {
        all.add(leg.id());
        if (leg.phase() == Leg.Phase.FLAT && leg.stops().all().isEmpty()) {
            guarded.remove(leg.id());
        } else {
            guarded.add(leg.id());
        }
    }

    /** Those at rest as well. */
    Set<LegId> all() {
        return all;
    }

    /** Those with a position, an entry under way, or a stop at the exchange. */
    Set<LegId> guarded() {
        return guarded;
    }
}
