package dev.belay.monitoring;

import dev.belay.position.Exposure;
import dev.belay.position.LegEvent;

/**
 * The history of one position's trailing stop, as far as its state alone does not tell it (incidents.md #1). All times are
 * exchange time in epoch milliseconds; 0 is never.
 *
 * @param activatedAt when it began to trail
 * @param updates how often the level was moved
 * @param peakSavedAt when the best price was last written down
 */
public record Trailing(long activatedAt, long updates, long peakSavedAt) {

    static final Trailing NEW = new Trailing(0, 0, 0);

    /** After {@code event}, by which the position has become {@code exposure}. */
    Trailing after(LegEvent event, Exposure exposure) {
        boolean moves = event instanceof LegEvent.LevelMoved
                || event instanceof LegEvent.TrailingActivated
                || event instanceof LegEvent.LevelOverridden;
        boolean saves = event instanceof LegEvent.PeakMoved || event instanceof LegEvent.Trailed;
        boolean activates = activatedAt == 0 && exposure.trail().activated();
        return new Trailing(
                activates ? event.at() : activatedAt, moves ? updates + 1 : updates, saves ? event.at() : peakSavedAt);
    }
}
