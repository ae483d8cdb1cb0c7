package dev.belay.position;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which fills of a leg are counted: all up to a floor, and the ids above it one by one.
 *
 * <p>Ids rise but have gaps, because others trade in the same symbol, so that a missing one cannot be told from an id
 * that was never ours. Only a read of the exchange's own list proves that there is none: it alone moves the floor.
 *
 * @param floor every fill of the leg with this trade id or a lower one is counted; 0 while nothing is known
 * @param ids of counted fills above the floor, rising
 */
public record TradeWindow(long floor, List<Long> ids) {

    public static final TradeWindow EMPTY = new TradeWindow(0, List.of());

    public TradeWindow {
        ids = List.copyOf(ids);
    }

    /** Whether the fill is counted. */
    public boolean isCounted(long id) {
        return id <= floor || Collections.binarySearch(ids, id) >= 0;
    }

    /** With {@code id} counted too, and with all counted up to {@code completeThrough}. */
    TradeWindow plus(long id, long completeThrough) {
        long newFloor = Math.max(floor, completeThrough);
        List<Long> next = new ArrayList<>(ids.size() + 1);
        for (long counted : ids) {
            if (counted > newFloor) {
                next.add(counted);
            }
        }
        if (id > newFloor) {
            int place = Collections.binarySearch(next, id);
            if (place < 0) {
                next.add(-place - 1, id);
            }
        }
        return new TradeWindow(newFloor, next);
    }
}
