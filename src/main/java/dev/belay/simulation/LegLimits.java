package dev.belay.simulation;

import dev.belay.exchange.MoveSlots;
import dev.belay.exchange.StopRoom;
import dev.belay.money.LegId;
import dev.belay.position.Leg;
import dev.belay.position.SharedLimits;

/** The account's limits as one leg meets them, with what was there for its newest decision. */
final class LegLimits implements SharedLimits {

    private final LegId leg;
    private final MoveSlots slots;
    private final StopRoom room;
    private long now;
    private boolean hadSlot;
    private boolean hadRoom;

    LegLimits(LegId leg, MoveSlots slots, StopRoom room) {
        this.leg = leg;
        this.slots = slots;
        this.room = room;
    }

    /** For a decision at {@code now}. */
    SharedLimits at(long decidedAt) {
        now = decidedAt;
        hadSlot = false;
        hadRoom = true;
        return this;
    }

    LegTrace.Had had() {
        return new LegTrace.Had(hadSlot, hadRoom);
    }

    /** The leg's stops are those of its journal. */
    void hold(Leg state) {
        room.hold(leg, state.sequence(), state.stops().byId().keySet());
    }

    @Override
    public boolean takeSlot() {
        hadSlot = slots.take(leg, now);
        return hadSlot;
    }

    @Override
    public boolean hasRoom(boolean moves) {
        return noted(room.isFree(moves));
    }

    @Override
    public boolean takeRoom(String id, boolean moves) {
        return noted(room.take(leg, id, moves));
    }

    private boolean noted(boolean free) {
        hadRoom &= free;
        return free;
    }
}
