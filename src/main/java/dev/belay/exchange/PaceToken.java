package dev.belay.exchange;

import dev.belay.market.Pace;

/** Work that a replay waits for, except while only time can help it. Begun by whoever hands it in. */
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
