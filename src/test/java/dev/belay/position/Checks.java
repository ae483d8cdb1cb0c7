package dev.belay.position;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

/** A promise that an observer of the exchange checks. */
final class Checks {
    private Checks() {}

    @FormatMethod
    static void that(boolean holds, @FormatString String message, Object... values) {
        if (!holds) {
            throw new AssertionError(String.format(message, values));
        }
    }
}
