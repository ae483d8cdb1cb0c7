package dev.belay.exchange;

import java.util.Optional;

/** What a copy of a {@link StopRoom}, on another node, has to hear. */
public sealed interface RoomNews {

    /** See {@link StopRoom#onList}. */
    record Listed(Answer.Stops read, long readAt) implements RoomNews {}

    /** See {@link StopRoom#onReport}. */
    record Reported(Answer.StopReport report) implements RoomNews {}

    /** See {@link StopRoom#contest}. */
    record Contested(Optional<String> by) implements RoomNews {}

    /** See {@link StopRoom#refused}. */
    record Refused(long at) implements RoomNews {}
}
