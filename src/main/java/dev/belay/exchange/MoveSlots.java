package dev.belay.exchange;

import dev.belay.money.LegId;
import java.util.HashMap;
import java.util.Map;

/**
 * Order slots for moving stops, handed from the gateway to the legs of its account.
 *
 * <p>It is the one object that the two share, where they are in one process: a leg that wants to move asks here before it writes anything down, so that
 * while there is no shortage the new level and the decision to move go into one write. While legs queue for slots nothing
 * is free here, and only those may take one whose turn it is. A slot that is not used soon falls back.
 */
public final class MoveSlots {

    static final long GRANT_MILLIS = 1_000;

    /** Legs with a slot, and until when. */
    private final Map<LegId, Long> held = new HashMap<>();

    private int free;

    /** With {@code free} slots until the gateway says what there is. */
    public MoveSlots(int free) {
        this.free = free;
    }

    /** Takes a slot for {@code leg}, or keeps the one that it has; false when it has to wait its turn. */
    public synchronized boolean take(LegId leg, long now) {
        if (!holds(leg, now)) {
            if (free == 0) {
                return false;
            }
            free--;
        }
        held.put(leg, now + GRANT_MILLIS);
        return true;
    }

    /** It is the turn of {@code leg}. */
    public synchronized void grant(LegId leg, long now) {
        held.put(leg, now + GRANT_MILLIS);
    }

    /** The leg has used its slot, or does not want it any more. */
    public synchronized void release(LegId leg) {
        held.remove(leg);
    }

    /** How many slots are taken and not used. */
    synchronized int held(long now) {
        held.values().removeIf(until -> until < now);
        return held.size();
    }

    /** Says how many slots anybody may take of the {@code room} that is left in the budget; 0 while legs queue. */
    synchronized void offer(int room, long now) {
        free = Math.max(0, room - held(now));
    }

    /** The gateway is not in this process any more: nothing is free here, and only turns are told from afar. */
    public synchronized void leave() {
        free = 0;
    }

    private boolean holds(LegId leg, long now) {
        Long until = held.get(leg);
        return until != null && until >= now;
    }
}
