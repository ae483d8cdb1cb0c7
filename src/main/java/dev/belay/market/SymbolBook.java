package dev.belay.market;

import dev.belay.money.Symbol;
import java.util.Map;
import java.util.Optional;

/** The rules of all symbols as they were last read; safe to read from any thread. */
public final class SymbolBook {

    private volatile Map<Symbol, SymbolRules> rules = Map.of();

    public Optional<SymbolRules> find(Symbol symbol) {
        return Optional.ofNullable(rules.get(symbol));
    }

    public Map<Symbol, SymbolRules> all() {
        return rules;
    }

    /** Replaces everything that was known. */
    public void replaceBy(Map<Symbol, SymbolRules> newer) {
        rules = Map.copyOf(newer);
    }
}
