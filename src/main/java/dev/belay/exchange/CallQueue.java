package dev.belay.exchange;

import dev.belay.exchange.Exchange.Cost;
import dev.belay.money.LegId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Calls that wait, and which may go next: the most urgent lane first, within a lane the oldest, of one leg only one at a
 * time. Plain Java, owned by one thread.
 *
 * <p>Room is kept for the urgent: reads and entries may occupy a few of the calls that are out at a time, and never so
 * many that a stop or an exit has to wait for their answers.
 *
 * <p>Only {@link Gateway} has one; its owner sees the {@link Entry}.
 *
 * @param <T> what the owner wants back with a call
 */
public final class CallQueue<T> {

    /** Calls that may be out at a time; exits may use all of them. */
    static final int OUT_MOST = 16;

    /** Calls that may be out at a time before stops, queries and cancels wait. */
    static final int OUT_PROTECTING = 14;

    /** Calls for entries, audits and housekeeping that may be out at a time. */
    static final int OUT_OTHER = 4;

    /**
     * A call.
     *
     * @param since exchange time of its arrival
     */
    public record Entry<T>(Request request, Cost cost, long since, T owner) {
        Lane lane() {
            return request.lane();
        }
    }

    private final Map<Lane, Deque<Entry<T>>> waiting = new EnumMap<>(Lane.class);
    private final Set<LegId> busyLegs = new HashSet<>();
    private int out;
    private int otherOut;

    CallQueue() {
        for (Lane lane : Lane.values()) {
            waiting.put(lane, new ArrayDeque<>());
        }
    }

    void add(Entry<T> entry) {
        lane(entry.lane()).add(entry);
    }

    /** Takes the call that goes next, if any may go now; its leg is busy until {@link #answered}. */
    Optional<Entry<T>> next(RateBudget budget, Overload overload, long now) {
        for (Lane lane : Lane.values()) {
            for (Iterator<Entry<T>> each = lane(lane).iterator(); hasSlot(lane) && each.hasNext(); ) {
                Entry<T> entry = each.next();
                if (isLegFree(entry) && waitMillis(entry, budget, overload, now) == 0) {
                    each.remove();
                    depart(entry);
                    return Optional.of(entry);
                }
            }
        }
        return Optional.empty();
    }

    /** The call was answered, or was not sent after all. */
    void answered(Entry<T> entry) {
        out--;
        otherOut -= isOther(entry.lane()) ? 1 : 0;
        entry.request().leg().ifPresent(busyLegs::remove);
    }

    /**
     * Milliseconds until the budget lets another call go, {@link Long#MAX_VALUE} when none waits for it. Calls that wait
     * for an answer of their leg, or for a slot, are not among them.
     */
    long untilBudget(RateBudget budget, Overload overload, long now) {
        long shortest = Long.MAX_VALUE;
        for (Deque<Entry<T>> lane : waiting.values()) {
            for (Entry<T> entry : lane) {
                long wait = waitMillis(entry, budget, overload, now);
                if (wait > 0 && isLegFree(entry)) {
                    shortest = Math.min(shortest, wait);
                }
            }
        }
        return shortest;
    }

    /** Shows every call that waits to {@code watcher}. */
    void eachWaiting(Consumer<Entry<T>> watcher) {
        waiting.values().forEach(lane -> lane.forEach(watcher));
    }

    int out() {
        return out;
    }

    /** How many calls wait in each lane that has any, and since when the oldest does. */
    Map<Lane, GatewayHealth.Waiting> waiting(long now) {
        Map<Lane, GatewayHealth.Waiting> result = new EnumMap<>(Lane.class);
        waiting.forEach((lane, entries) -> {
            if (!entries.isEmpty()) {
                long oldest = entries.stream().mapToLong(Entry::since).min().orElse(now);
                result.put(lane, new GatewayHealth.Waiting(entries.size(), now - oldest));
            }
        });
        return result;
    }

    private static <T> long waitMillis(Entry<T> entry, RateBudget budget, Overload overload, long now) {
        return Math.max(budget.waitMillis(entry.cost(), entry.lane(), now), overload.waitMillis(entry.lane(), now));
    }

    private boolean hasSlot(Lane lane) {
        if (isOther(lane)) {
            return otherOut < OUT_OTHER && out < OUT_PROTECTING;
        }
        return out < (lane == Lane.EXIT ? OUT_MOST : OUT_PROTECTING);
    }

    private static boolean isOther(Lane lane) {
        return lane.compareTo(Lane.CANCEL) > 0;
    }

    private void depart(Entry<T> entry) {
        out++;
        otherOut += isOther(entry.lane()) ? 1 : 0;
        entry.request().leg().ifPresent(busyLegs::add);
    }

    private boolean isLegFree(Entry<T> entry) {
        return entry.request().leg().map(leg -> !busyLegs.contains(leg)).orElse(true);
    }

    private Deque<Entry<T>> lane(Lane lane) {
        return waiting.computeIfAbsent(lane, unseen -> new ArrayDeque<>());
    }
}
