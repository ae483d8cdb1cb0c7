package dev.belay.exchange.binance;

import dev.belay.money.Symbol;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets prices of a symbol through in the order of their event times, and of their numbers where several have one time,
 * and drops repeated and late ones.
 */
final class NewestPrices {

    private static final class Newest {
        long at = Long.MIN_VALUE;
        long number;
    }

    private final Map<Symbol, Newest> bySymbol = new HashMap<>();

    /** Whether this is newer than everything let through before; then it is the newest from now on. */
    boolean admits(Symbol symbol, long at, long number) {
        Newest last = bySymbol.computeIfAbsent(symbol, any -> new Newest());
        if (at < last.at || (at == last.at && number <= last.number)) {
            return false;
        }
        last.at = at;
        last.number = number;
        return true;
    }
}
