package dev.belay.exchange;

import java.util.ArrayList;
import java.util.List;

/** One connection of the user stream and what it has said while the state before it was still being read. */
final class UserLine {

    /** More events than any recovery brings; beyond them they are told at once. */
    private static final int HELD_MOST = 1_000;

    private final int number;
    private final String key;
    /** Exchange time at which its key was granted. */
    private final long grantedAt;

    private final List<UserEvent> held = new ArrayList<>();
    private UserFeed.Connection connection = () -> {};
    private long openedAt;

    UserLine(int number, String key, long grantedAt) {
        this.number = number;
        this.key = key;
        this.grantedAt = grantedAt;
    }

    void use(UserFeed.Connection opened) {
        connection = opened;
    }

    int number() {
        return number;
    }

    boolean usesKey(String other) {
        return key.equals(other);
    }

    long grantedAt() {
        return grantedAt;
    }

    boolean isOpen() {
        return openedAt > 0;
    }

    long openedAt() {
        return openedAt;
    }

    void opened(long now) {
        openedAt = now;
    }

    /** Keeps {@code event} for later; false when there are too many to keep. */
    boolean hold(UserEvent event) {
        return held.add(event) && held.size() < HELD_MOST;
    }

    /** What was kept, in order; then nothing is. */
    List<UserEvent> release() {
        List<UserEvent> all = List.copyOf(held);
        held.clear();
        return all;
    }

    void close() {
        connection.close();
    }
}
