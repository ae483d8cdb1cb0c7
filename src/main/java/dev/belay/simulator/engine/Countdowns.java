package dev.belay.simulator.engine;

import dev.belay.money.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The dead man's switches of an account, one per symbol (countdownCancelAll, binance-api §7). */
final class Countdowns {

    private final Map<Symbol, Long> ends = new TreeMap<>();

    /** Starts anew; 0 switches it off. */
    void set(Symbol symbol, long millis, long now) {
        if (millis == 0) {
            ends.remove(symbol);
        } else {
            ends.put(symbol, now + millis);
        }
    }

    /** The symbols whose time is over; each is told once. */
    List<Symbol> due(long now) {
        if (ends.isEmpty()) {
            return List.of();
        }
        List<Symbol> due = new ArrayList<>();
        ends.forEach((symbol, end) -> {
            if (end <= now) {
                due.add(symbol);
            }
        });
        due.forEach(ends::remove);
        return due;
    }
}
