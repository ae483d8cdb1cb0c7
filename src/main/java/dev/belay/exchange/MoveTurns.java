package dev.belay.exchange;

import dev.belay.money.LegId;
import java.util.Optional;

/**
 * Turns to move a stop: whose it is says the {@link MoveQueue}, when says this. While nobody waits and the order limits
 * are far from used up, legs move without asking. Otherwise turns come evenly over what is left of the windows: a gap
 * costs the longer the more, so that to spend a window at its beginning and then stand still would cost more by a third
 * with hundreds of legs, and several times as much with a few dozen.
 * Plain Java, owned by one thread.
 */
final class MoveTurns {

    private final MoveQueue queue = new MoveQueue();
    private final MoveSlots slots;
    private long nextAt;

    MoveTurns(MoveSlots slots) {
        this.slots = slots;
    }

    void wish(MoveWish wish, long now) {
        queue.wish(wish, now);
    }

    /** The leg does not want to move any more, and leaves its slot to others. */
    void withdraw(LegId leg) {
        queue.withdraw(leg);
        slots.release(leg);
    }

    /** The leg's move is on its way. */
    void used(LegId leg) {
        slots.release(leg);
    }

    /** Takes the leg whose turn it is now, if it is anybody's; the leg has a slot from now on. */
    Optional<LegId> next(RateBudget budget, long now) {
        int held = slots.held(now);
        if (now < nextAt || budget.movesFree(now) <= held) {
            return Optional.empty();
        }
        Optional<LegId> next = queue.next(now).map(MoveWish::leg);
        next.ifPresent(leg -> {
            nextAt = now + budget.moveSpacing(held, now);
            slots.grant(leg, now);
        });
        return next;
    }

    /** Leaves some room to whoever comes first, as long as nobody waits. */
    void offerRest(RateBudget budget, long now) {
        slots.offer(queue.size() == 0 ? budget.movesFreeUnasked(now) : 0, now);
    }

    /** Milliseconds until it may be somebody's turn, {@link Long#MAX_VALUE} when nobody waits for one. */
    long untilNext(RateBudget budget, long now) {
        if (queue.size() == 0) {
            return Long.MAX_VALUE;
        }
        int held = slots.held(now);
        if (budget.movesFree(now) > held) {
            return Math.max(1, nextAt - now);
        }
        long wait = budget.untilMovesFree(now);
        return held == 0 ? wait : Math.min(wait, MoveSlots.GRANT_MILLIS + 1);
    }

    GatewayHealth.Moves health(long now) {
        return new GatewayHealth.Moves(queue.size(), queue.risk(), queue.debt(now), queue.turns());
    }
}
