package dev.belay.position;

import dev.belay.market.SymbolRules;
import dev.belay.protection.ClientIds;
import dev.belay.trailing.StopPolicy;

/**
 * What a leg goes by and does not decide itself.
 *
 * @param rules how the exchange wants prices and quantities of the symbol
 * @param policy for positions that open from now on
 */
public record LegTerms(SymbolRules rules, StopPolicy policy, ClientIds ids) {}
