package dev.belay.exchange;

import java.util.List;

/** Room for conditional orders as a test hands it out. */
public final class HandedRoom {

    private HandedRoom() {}

    /** Whether there is room from now on. */
    public static void hand(StopRoom room, boolean free, long now) {
        room.onList(new Answer.Stops(List.of()), now);
        if (!free) {
            room.refused(now - 1);
        }
    }
}
