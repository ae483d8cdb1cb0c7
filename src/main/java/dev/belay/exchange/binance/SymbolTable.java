package dev.belay.exchange.binance;

import dev.belay.money.Symbol;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds a symbol by a piece of a frame without making a string of it: the tick path allocates next to nothing. */
final class SymbolTable {

    static final SymbolTable EMPTY = new SymbolTable(Set.of());

    private final @Nullable Symbol[] slots;

    SymbolTable(Set<Symbol> symbols) {
        slots = new Symbol[Math.max(4, Integer.highestOneBit(symbols.size() + 1) * 4)];
        for (Symbol symbol : symbols) {
            int slot = slotOf(symbol.name(), 0, symbol.name().length());
            while (slots[slot] != null) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = symbol;
        }
    }

    /** The symbol written in {@code text} between {@code from} and {@code to}, or null when it is not in the table. */
    @Nullable
    Symbol find(String text, int from, int to) {
        int slot = slotOf(text, from, to);
        while (true) {
            Symbol symbol = slots[slot];
            if (symbol == null || isWritten(symbol.name(), text, from, to)) {
                return symbol;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
    }

    @Nullable
    Symbol find(String name) {
        return find(name, 0, name.length());
    }

    private static boolean isWritten(String name, String text, int from, int to) {
        return name.length() == to - from && text.startsWith(name, from);
    }

    private int slotOf(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return (hash ^ (hash >>> 16)) & (slots.length - 1);
    }
}
