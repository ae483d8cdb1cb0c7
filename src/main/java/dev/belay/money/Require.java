package dev.belay.money;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

/** Checks that are always on: arguments at a border, invariants inside. */
public final class Require {

    private Require() {}

    /** Throws {@link IllegalArgumentException} unless {@code holds}; for values that come from outside. */
    @FormatMethod
    public static void argument(boolean holds, @FormatString String message, Object... values) {
        if (!holds) {
            throw new IllegalArgumentException(String.format(message, values));
        }
    }

    /** Throws {@link IllegalStateException} unless {@code holds}; for what our own reasoning promises. */
    @FormatMethod
    public static void invariant(boolean holds, @FormatString String message, Object... values) {
        if (!holds) {
            throw new IllegalStateException(String.format(message, values));
        }
    }
}
