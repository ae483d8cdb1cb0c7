package dev.belay.simulator.engine;

import dev.belay.money.Symbol;

/** What the account has set for a symbol (symbolConfig, binance-api §6). */
public record SymbolSettings(Symbol symbol, int leverage, boolean isolated) implements LedgerEntry {

    static final int DEFAULT_LEVERAGE = 20;

    static SymbolSettings initial(SymbolSpec spec) {
        return new SymbolSettings(spec.symbol(), Math.min(DEFAULT_LEVERAGE, spec.maxLeverage()), false);
    }
}
