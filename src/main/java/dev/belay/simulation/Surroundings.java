package dev.belay.simulation;

import dev.belay.exchange.binance.BinanceCodec;
import dev.belay.market.SymbolRules;
import dev.belay.money.Symbol;
import dev.belay.position.LegTerms;
import dev.belay.protection.ClientIds;
import dev.belay.simulator.SimulatorCore;
import dev.belay.trailing.StopPolicy;
import java.util.Map;

/** What a node has around it and outlives it. */
record Surroundings(
        Agenda agenda,
        Dice dice,
        SimulatorCore exchange,
        Network network,
        BinanceCodec codec,
        SimulatedJournal journal,
        Trace trace,
        Witness witness,
        LifeAndDeath lifeAndDeath,
        Map<Symbol, SymbolRules> rules,
        StopPolicy policy) {

    /** Of the orders' ids. */
    static final String TAG = "sim";

    private static final ClientIds IDS = new ClientIds(TAG);

    LegTerms terms(Symbol symbol) {
        SymbolRules known = rules.get(symbol);
        if (known == null) {
            throw new IllegalStateException("no rules of " + symbol);
        }
        return new LegTerms(known, policy, IDS);
    }
}
