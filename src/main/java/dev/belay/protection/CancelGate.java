package dev.belay.protection;

import dev.belay.money.Direction;
import dev.belay.money.Price;
import org.jspecify.annotations.Nullable;

/**
 * Whether a stop may be cancelled. A cancel is the one request with which a guard can take protection away, so it needs
 * positive evidence, seen by this incarnation, and fresh (reliability §4.6, holes 3 to 5).
 */
public final class CancelGate {

    /** How old evidence may be, in milliseconds of exchange time. */
    public static final long FRESH_MILLIS = 10_000;

    /** How old a word that a stop lives may be to speak for the cancel of another, in milliseconds of exchange time. */
    public static final long RECENT_MILLIS = 2_500;

    private CancelGate() {}

    /** Whether something seen at {@code seenAt} is still evidence at {@code now}; 0 is never seen. */
    public static boolean isFresh(long seenAt, long now) {
        return seenAt > 0 && now - seenAt <= FRESH_MILLIS;
    }

    /**
     * Whether a word that a stop lived at {@code seenAt} still speaks for a cancel at {@code now} that has been wanted since
     * {@code wantedAt}: it is younger than that wish, and of a moment ago, however long it was on its way. Where answers
     * take longer than that, what was replaced stays: two stops that only reduce do no harm.
     */
    public static boolean isRecent(long seenAt, long wantedAt, long now) {
        return seenAt > 0 && seenAt >= wantedAt && now - seenAt <= RECENT_MILLIS;
    }

    /**
     * Whether an operator's override gives {@code stop} up although it is tighter than {@code cover}: only when it stands
     * where the level was before the override, or between, and {@code cover} stands exactly at the level after it.
     *
     * @param loosenedFrom the tightest level that an override gave up, null when none did
     * @param level where the working stop has to be now
     */
    public static boolean isGivenUp(
            StopOrder stop, StopOrder cover, Direction direction, @Nullable Price loosenedFrom, Price level) {
        return loosenedFrom != null
                && stop.isWorking()
                && stop.epoch() == cover.epoch()
                && cover.isLive()
                && cover.isWorking()
                && !cover.id().equals(stop.id())
                && cover.trigger().equals(level)
                && !direction.isBetter(stop.trigger(), loosenedFrom);
    }
}
