package dev.belay.exchange.binance;

import dev.belay.money.Symbol;
import java.util.HashMap;
import java.util.Map;

/** Lets prices of a symbol through in the order of their event times and drops repeated and late ones. */
final class NewestPrices {

    private final Map<Symbol, long[]> newest = new HashMap<>();

    /** Whether {@code at} is newer than everything let through before; then it is the newest from now on. */
    boolean admits(Symbol symbol, long at) {
        long[] last = newest.computeIfAbsent(symbol, any -> new long[] {Long.MIN_VALUE});
        if (at <= last[0]) {
            return false;
        }
        last[0] = at;
        return true;
    }
}
