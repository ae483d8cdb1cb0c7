package dev.belay.simulation.observer;

import java.util.Locale;

/**
 * A promise that was not kept.
 *
 * @param invariant its id in reliability §3, such as {@code S1}
 * @param at exchange time, epoch milliseconds
 * @param leg whose, such as {@code main:BTCUSDT:BOTH}; an account's name or "" where no leg is meant
 * @param what happened, in one sentence with its numbers
 */
public record Violation(String invariant, long at, String leg, String what) {

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s at %d %s: %s", invariant, at, leg, what);
    }
}
