package dev.belay.simulator;

import dev.belay.money.Require;

/**
 * How fast the simulator's time goes.
 *
 * @param times how many times as fast as real time, at least 1
 */
public record Speed(long times) {

    /** As time really goes. */
    public static final Speed REAL = new Speed(1);
    /** As fast as the work allows. */
    public static final Speed MAX = new Speed(Long.MAX_VALUE);

    public Speed {
        Require.argument(times >= 1, "a speed is at least 1, was %s", times);
    }

    /** Reads a whole number or {@code max}. */
    public static Speed of(String text) {
        if (text.equals("max")) {
            return MAX;
        }
        Require.argument(text.matches("[1-9][0-9]{0,8}"), "a speed is a whole number from 1 or max, was [%s]", text);
        return new Speed(Long.parseLong(text));
    }

    boolean isReal() {
        return times == 1;
    }

    boolean isMax() {
        return times == Long.MAX_VALUE;
    }

    @Override
    public String toString() {
        return isMax() ? "max" : String.valueOf(times);
    }
}
