package dev.belay.position;

import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.protection.ClientIds;
import dev.belay.trailing.StopPolicy;

/**
 * What a leg goes by and does not decide itself.
 *
 * @param rules how the exchange wants prices and quantities of the symbol
 * @param ofLongs the policy for longs that open from now on
 * @param ofShorts the same for shorts
 */
public record LegTerms(SymbolRules rules, StopPolicy ofLongs, StopPolicy ofShorts, ClientIds ids) {

    /** One policy for both directions. */
    public LegTerms(SymbolRules rules, StopPolicy policy, ClientIds ids) {
        this(rules, policy, policy, ids);
    }

    /** The policy for a position that opens from now on. */
    public StopPolicy policy(Direction direction) {
        return direction == Direction.LONG ? ofLongs : ofShorts;
    }
}
