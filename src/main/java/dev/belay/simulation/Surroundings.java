package dev.belay.simulation;

import dev.belay.exchange.binance.BinanceCodec;
import dev.belay.market.PriceKind;
import dev.belay.market.SymbolRules;
import dev.belay.money.Symbol;
import dev.belay.position.LegTerms;
import dev.belay.protection.ClientIds;
import dev.belay.simulator.SimulatorCore;
import dev.belay.trailing.StopPolicy;
import java.util.List;
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
        Map<Symbol, PriceKind> follows) {

    /** Of the orders' ids. */
    static final String TAG = "sim";

    static final ClientIds IDS = new ClientIds(TAG);

    LegTerms terms(Symbol symbol) {
        SymbolRules known = rules.get(symbol);
        if (known == null) {
            throw new IllegalStateException("no rules of " + symbol);
        }
        return new LegTerms(known, StopPolicy.DEFAULT.following(follows(symbol)), IDS);
    }

    /** The symbols of which the last price is followed. */
    List<Symbol> followedByLast() {
        return follows.keySet().stream()
                .filter(symbol -> follows(symbol) == PriceKind.LAST)
                .sorted()
                .toList();
    }

    /** Which price of the symbol its legs follow. */
    PriceKind follows(Symbol symbol) {
        return follows.getOrDefault(symbol, PriceKind.MARK);
    }
}
