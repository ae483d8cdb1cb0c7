package dev.belay.exchange;

import dev.belay.money.LegId;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which stop is moved next when more should move than the order limits allow: the one whose move secures most money.
 * There is one wish per leg, the newest; what to place is decided by the leg when its turn comes, so that nothing
 * superseded is ever sent. Plain Java, owned by one thread.
 *
 * <p>No leg waits for ever: every {@value #OLDEST_EVERY}th turn goes to the leg that has waited longest, so that a leg
 * with {@code n} legs waiting before it has its turn after at most {@value #OLDEST_EVERY} × (n + 1) turns.
 */
final class MoveQueue {

    static final int OLDEST_EVERY = 8;

    /** A wish and the number of the leg's first wish since its last turn. */
    private record Waiting(MoveWish wish, long number) {}

    private static final Comparator<Waiting> BY_RISK = Comparator.<Waiting, BigDecimal>comparing(
                    waiting -> waiting.wish().risk())
            .thenComparing(Comparator.<Waiting>comparingLong(Waiting::number).reversed());

    private final Map<LegId, Waiting> byLeg = new HashMap<>();
    private long wishes;
    private long turns;

    /** Takes the place of the leg's former wish; the leg keeps its age. */
    void wish(MoveWish wish) {
        Waiting former = byLeg.get(wish.leg());
        byLeg.put(wish.leg(), new Waiting(wish, former == null ? wishes++ : former.number()));
    }

    /** The leg does not want to move any more. */
    void withdraw(LegId leg) {
        byLeg.remove(leg);
    }

    /** Takes the wish whose turn it is. */
    Optional<MoveWish> next() {
        Optional<Waiting> next = (turns + 1) % OLDEST_EVERY == 0
                ? byLeg.values().stream().min(Comparator.comparingLong(Waiting::number))
                : byLeg.values().stream().max(BY_RISK);
        next.ifPresent(waiting -> {
            turns++;
            byLeg.remove(waiting.wish().leg());
        });
        return next.map(Waiting::wish);
    }

    int size() {
        return byLeg.size();
    }

    long turns() {
        return turns;
    }

    /** What all waiting moves together would secure, quote asset. */
    BigDecimal debt() {
        return byLeg.values().stream().map(waiting -> waiting.wish().risk()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
