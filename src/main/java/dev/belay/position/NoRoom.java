package dev.belay.position;

import dev.belay.exchange.StopRoom;
import dev.belay.money.Price;
import java.util.Optional;

/**
 * A leg that wants a working stop for which its account has no room (binance-api §8.5) keeps what it has, tells a person, and
 * asks again whenever it looks.
 */
final class NoRoom {

    static final String ALARM = "no-room";

    /** Other legs that move give their room back within moments; that is nobody's business. */
    private static final long PATIENCE_MILLIS = 3_000;

    private NoRoom() {}

    /** There is room, or none is wanted. */
    static void isOver(LegMemory memory) {
        memory.noRoomSince = 0;
        memory.clearAlarm(ALARM);
    }

    /** A stop that is wanted does not find room. */
    static Optional<LegEvent> found(Leg leg, Exposure exposure, LegMemory memory, long now) {
        memory.noRoomSince = memory.noRoomSince == 0 ? now : memory.noRoomSince;
        if (now - memory.noRoomSince < PATIENCE_MILLIS || !memory.isNewAlarm(ALARM, now)) {
            return Optional.empty();
        }
        String text =
                "a stop at %s is wanted, but %s; %s".formatted(exposure.trail().level(), text(), guard(leg, exposure));
        return Optional.of(new LegEvent.AlarmRaised(ALARM, text, now));
    }

    /** Why there is none, for people. */
    static String text() {
        return "the account has no room for it: of %d conditional orders the last %d are kept for disaster stops, and the others are used up"
                .formatted(StopRoom.MOST, StopRoom.RESERVED);
    }

    private static String guard(Leg leg, Exposure exposure) {
        Optional<Price> level = leg.stops().level(exposure.direction(), exposure.quantity(), leg.epoch());
        String keeps = level.map(at -> "what rests stays and closes the position at " + at)
                .orElse("NOTHING that is proven closes the position");
        return keeps + ". Cancel conditional orders that are not needed";
    }
}
