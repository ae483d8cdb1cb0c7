package dev.belay.position;

import dev.belay.exchange.MoveWish;
import java.util.Optional;

/**
 * What the gateway was last told of this leg's wish to move. The same wish is told again now and then, because a gateway
 * that starts anew knows none.
 */
final class WishTold {

    private static final long AGAIN_MILLIS = 1_000;

    private Optional<MoveWish> wish = Optional.empty();
    private long at;

    /** Whether the gateway is to be told of {@code newest}; if so, it counts as told. */
    boolean isNews(Optional<MoveWish> newest, long now) {
        boolean known = newest.equals(wish) && (newest.isEmpty() || now - at < AGAIN_MILLIS);
        if (!known) {
            wish = newest;
            at = now;
        }
        return !known;
    }
}
