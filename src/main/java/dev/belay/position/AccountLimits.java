package dev.belay.position;

import dev.belay.exchange.MoveSlots;
import dev.belay.exchange.StopRoom;
import dev.belay.money.LegId;

/**
 * The limits of the exchange that all legs of an account share.
 *
 * @param moves slots for moving stops, shared with the gateway
 * @param room for conditional orders, shared with whoever hears what rests at the account
 */
public record AccountLimits(MoveSlots moves, StopRoom room) {

    /** As {@code leg} meets them at the exchange time {@code now}, epoch milliseconds. */
    SharedLimits of(LegId leg, long now) {
        return new SharedLimits() {
            @Override
            public boolean takeSlot() {
                return moves.take(leg, now);
            }

            @Override
            public boolean hasRoom(boolean onlyMoves) {
                return room.isFree(onlyMoves);
            }

            @Override
            public boolean takeRoom(String id, boolean onlyMoves) {
                return room.take(leg, id, onlyMoves);
            }
        };
    }
}
