package dev.belay.exchange;

import dev.belay.money.LegId;

/** Slots for moving stops as a test hands them out. */
public final class HandedSlots {

    private HandedSlots() {}

    /** Whether {@code leg} may take a slot from now on; it holds none. */
    public static void hand(MoveSlots slots, LegId leg, boolean free, long now) {
        slots.release(leg);
        slots.offer(free ? 1 : 0, now);
    }
}
