package dev.belay.protection;

import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.protection.StopOrder.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stops of one leg that are not proven to be over, by client id and in the order of their decisions, so that every run
 * of the same journal acts alike.
 */
public record StopBook(Map<String, StopOrder> byId) {

    public static final StopBook EMPTY = new StopBook(Map.of());

    /** Stops that one leg may have at the exchange at a time: D, W, its successor and one unresolved (S4). */
    public static final int MOST = 4;

    private static final Comparator<StopOrder> OLDEST_FIRST =
            Comparator.comparingLong(StopOrder::decision).thenComparing(StopOrder::id);

    public StopBook {
        byId = ordered(byId.values());
    }

    private static Map<String, StopOrder> ordered(Collection<StopOrder> stops) {
        List<StopOrder> oldestFirst = new ArrayList<>(stops);
        oldestFirst.sort(OLDEST_FIRST);
        Map<String, StopOrder> ordered = new LinkedHashMap<>();
        for (StopOrder stop : oldestFirst) {
            ordered.put(stop.id(), stop);
        }
        return Collections.unmodifiableMap(ordered);
    }

    public Optional<StopOrder> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** In the order of their decisions. */
    public Stream<StopOrder> inOrder() {
        return byId.values().stream();
    }

    /** The stops of a slot for the position {@code epoch}. */
    public Stream<StopOrder> of(Slot slot, long epoch) {
        return inOrder().filter(stop -> stop.slot() == slot && stop.epoch() == epoch);
    }

    public boolean isFull() {
        return byId.size() >= MOST;
    }

    /** The tightest level at which live stops of ours together close the whole position, if they do. */
    public Optional<Price> level(Direction direction, Quantity position, long epoch) {
        List<StopOrder> tightestFirst = new ArrayList<>();
        for (StopOrder stop : byId.values()) {
            if (stop.isLive() && stop.epoch() == epoch && stop.side() == direction.closingSide()) {
                tightestFirst.add(stop);
            }
        }
        tightestFirst.sort((a, b) -> tighter(direction, a.trigger(), b.trigger()));
        long open = position.units();
        for (StopOrder stop : tightestFirst) {
            open -= stop.isWorking() ? stop.quantity().units() : open;
            if (open <= 0) {
                return Optional.of(stop.trigger());
            }
        }
        return Optional.empty();
    }

    private static int tighter(Direction direction, Price a, Price b) {
        return direction.isBetter(a, b) ? -1 : direction.isBetter(b, a) ? 1 : 0;
    }

    public StopBook with(StopOrder stop) {
        var next = new LinkedHashMap<>(byId);
        next.put(stop.id(), stop);
        return new StopBook(next);
    }

    public StopBook without(String id) {
        var next = new LinkedHashMap<>(byId);
        next.remove(id);
        return new StopBook(next);
    }

    /** In the order of their decisions. */
    public Collection<StopOrder> all() {
        return byId.values();
    }
}
