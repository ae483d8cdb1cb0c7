package dev.belay.position;

import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The size of a leg's position, by the leg's own word, and how far that word goes.
 *
 * @param direction null when flat
 * @param quantity zero when flat
 * @param provenAt when the exchange last proved it to this incarnation, epoch milliseconds of exchange time; 0 is never
 */
public record HeldPosition(
        LegId leg, @Nullable Direction direction, Quantity quantity, Standing standing, long provenAt) {

    /** Three audits: a leg that was proven by none of them has lost touch. */
    static final long LIVE_MILLIS = 90_000;

    /** How far the leg's word goes. */
    public enum Standing {
        /** The exchange has proven it since the leg came to life, and nothing has spoken against it. */
        LIVE,
        /** It is what the journal says; the exchange has not been heard since the leg came to life. */
        RECOVERED,
        /** It was proven, but something may have changed since, or it was too long ago. */
        DOUBTED
    }

    static HeldPosition of(Leg leg, LegMemory memory, long now) {
        Exposure exposure = leg.exposure();
        return new HeldPosition(
                leg.id(),
                exposure == null ? null : exposure.direction(),
                exposure == null ? Quantity.ZERO : exposure.quantity(),
                standing(memory, now),
                memory.provenAt());
    }

    private static Standing standing(LegMemory memory, long now) {
        if (memory.provenAt() == 0) {
            return Standing.RECOVERED;
        }
        boolean old = now - memory.provenAt() > LIVE_MILLIS;
        return old || memory.isPositionDoubted() ? Standing.DOUBTED : Standing.LIVE;
    }

    /** The position that a journal adds up to. */
    public static HeldPosition journaled(Leg leg) {
        return of(leg, LegMemory.startingWith(leg), 0);
    }
}
