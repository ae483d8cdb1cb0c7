package dev.belay.position;

import dev.belay.money.Quantity;
import dev.belay.protection.StopOrder;
import dev.belay.protection.StopOrder.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which working stops a position should have: one at exactly its level with exactly its quantity. A position that is
 * larger than the exchange lets a market order be (MARKET_LOT_SIZE, which counts for the order that a stop becomes too,
 * binance-api §4) has as many as it takes; they are moved one after the other.
 *
 * @param kept ids of the stops that are as they should be
 * @param missing how much the next stop has to close, empty when none is missing
 */
record WorkingStops(Set<String> kept, Optional<Quantity> missing) {

    private static final WorkingStops NONE = new WorkingStops(Set.of(), Optional.empty());

    private static final List<Status> PREFERRED_FIRST = List.of(Status.LIVE, Status.DOUBTED, Status.INTENDED);

    WorkingStops {
        kept = Set.copyOf(kept);
    }

    /** Proven ones are preferred, then older ones. */
    static WorkingStops of(Leg leg, Quantity most) {
        Exposure exposure = leg.exposure();
        if (exposure == null) {
            return NONE;
        }
        List<Quantity> pieces = pieces(exposure.quantity(), most);
        Set<String> kept = new HashSet<>();
        for (Status status : PREFERRED_FIRST) {
            for (StopOrder stop : leg.stops().all()) {
                if (stop.status() == status && isInPlace(stop, leg, exposure) && pieces.remove(stop.quantity())) {
                    kept.add(stop.id());
                }
            }
        }
        return new WorkingStops(kept, pieces.stream().findFirst());
    }

    /** How many stops {@code position} takes when one closes {@code most} at most. */
    static int count(Quantity position, Quantity most) {
        return pieces(position, most).size();
    }

    private static List<Quantity> pieces(Quantity position, Quantity most) {
        List<Quantity> pieces = new ArrayList<>();
        long rest = position.units();
        while (rest > most.units() && most.units() > 0) {
            pieces.add(most);
            rest -= most.units();
        }
        pieces.add(new Quantity(rest));
        return pieces;
    }

    private static boolean isInPlace(StopOrder stop, Leg leg, Exposure exposure) {
        return stop.isWorking()
                && stop.epoch() == leg.epoch()
                && stop.side() == exposure.direction().closingSide()
                && stop.trigger().equals(exposure.trail().level());
    }
}
