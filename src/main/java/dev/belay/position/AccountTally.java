package dev.belay.position;

import dev.belay.exchange.StopRoom;
import dev.belay.exchange.UserEvent;
import dev.belay.money.LegId;
import java.util.List;

/** What one incarnation of an account has heard and read, counted for its health. */
final class AccountTally {

    private boolean connected;
    private long positionsReadAt;
    private long stopsReadAt;
    private long events;
    private long others;

    void connected(boolean isConnected) {
        connected = isConnected;
    }

    boolean isConnected() {
        return connected;
    }

    void heard(UserEvent event) {
        events++;
        if (event instanceof UserEvent.Other) {
            others++;
        }
    }

    void positionsRead(long at) {
        positionsReadAt = at;
    }

    void stopsRead(long at) {
        stopsReadAt = at;
    }

    AccountActor.Health health(StopRoom room, List<LegId> unheard) {
        return new AccountActor.Health(
                connected, positionsReadAt, stopsReadAt, events, others, room.resting(), room.rival(), unheard);
    }
}
