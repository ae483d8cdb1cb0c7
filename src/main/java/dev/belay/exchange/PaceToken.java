package dev.belay.exchange;

import dev.belay.market.Pace;

/**
 * A call that a replay waits for, except while it waits itself: for time, or for a call that is out and counts by itself.
 * Begun by whoever hands it in.
 */
final class PaceToken {

    private final Pace pace;
    private boolean counted = true;

    PaceToken(Pace pace) {
        this.pace = pace;
    }

    void suspend() {
        if (counted) {
            counted = false;
            pace.end();
        }
    }

    void resume() {
        if (!counted) {
            counted = true;
            pace.begin();
        }
    }
}
