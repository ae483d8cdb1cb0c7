package dev.belay.exchange;

import dev.belay.money.LegId;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which stop is moved next when more should move than the order limits allow: the one with the greatest debt, which is
 * what its move would secure, added up over the time that it waits. There is one wish per leg, the newest; what to place
 * is decided by the leg when its turn comes, so that nothing superseded is ever sent. Plain Java, owned by one thread.
 *
 * <p>Why not simply the greatest gap: it would cost as much as serving in turn. Let leg i's gap grow by s(i) a second and
 * let it move every T(i) seconds; it then owes s(i)·T(i)/2 on average, and R turns a second allow Σ 1/T(i) = R. Serving in
 * turn makes all T equal; serving the greatest gap makes all s·T equal; either way N legs owe N·Σs/2R. The sum is least
 * where T is proportional to 1/√s, which is where s·T²/2 is equal for all: the debt run up since the last move. Then they
 * owe (Σ√s)²/2R, which is never more, and the less the more the legs differ.
 *
 * <p>A debt grows without end, so no leg waits for ever. That this also holds for a debt of next to nothing, every
 * {@value #OLDEST_EVERY}th turn goes to the leg that has waited longest: one with {@code n} legs waiting before it has its
 * turn after at most {@value #OLDEST_EVERY} × (n + 1) turns.
 */
final class MoveQueue {

    static final int OLDEST_EVERY = 16;

    /**
     * A leg that waits.
     *
     * @param number of its first wish since its last turn
     * @param owed what was run up until {@code since}, quote asset times milliseconds
     * @param since when it wished for this
     */
    private record Waiting(MoveWish wish, long number, BigDecimal owed, long since) {

        BigDecimal debt(long now) {
            return owed.add(wish.risk().multiply(BigDecimal.valueOf(Math.max(0, now - since))));
        }

        Waiting wishing(MoveWish newest, long now) {
            return new Waiting(newest, number, debt(now), now);
        }
    }

    private final Map<LegId, Waiting> byLeg = new HashMap<>();
    private long wishes;
    private long turns;

    /** Takes the place of the leg's former wish; the leg keeps its age and its debt. */
    void wish(MoveWish wish, long now) {
        Waiting former = byLeg.get(wish.leg());
        byLeg.put(
                wish.leg(),
                former == null ? new Waiting(wish, wishes++, BigDecimal.ZERO, now) : former.wishing(wish, now));
    }

    /** The leg does not want to move any more. */
    void withdraw(LegId leg) {
        byLeg.remove(leg);
    }

    /** Takes the wish whose turn it is. */
    Optional<MoveWish> next(long now) {
        Optional<Waiting> next = (turns + 1) % OLDEST_EVERY == 0
                ? byLeg.values().stream().min(Comparator.comparingLong(Waiting::number))
                : byLeg.values().stream().max(byDebt(now));
        next.ifPresent(waiting -> {
            turns++;
            byLeg.remove(waiting.wish().leg());
        });
        return next.map(Waiting::wish);
    }

    /** Of equal debts, as at the very beginning, the greater risk; of equal risks the older. */
    private static Comparator<Waiting> byDebt(long now) {
        return Comparator.<Waiting, BigDecimal>comparing(waiting -> waiting.debt(now))
                .thenComparing(waiting -> waiting.wish().risk())
                .thenComparing(
                        Comparator.<Waiting>comparingLong(Waiting::number).reversed());
    }

    int size() {
        return byLeg.size();
    }

    long turns() {
        return turns;
    }

    /** What those that wait have run up together, quote asset times seconds. */
    BigDecimal debt(long now) {
        return byLeg.values().stream()
                .map(waiting -> waiting.debt(now))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointLeft(3);
    }

    /** What all waiting moves together would secure now, quote asset. */
    BigDecimal risk() {
        return byLeg.values().stream().map(waiting -> waiting.wish().risk()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
