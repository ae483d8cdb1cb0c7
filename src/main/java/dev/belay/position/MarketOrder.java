package dev.belay.position;

import dev.belay.exchange.MarketTicket;
import dev.belay.money.LegId;
import dev.belay.money.Quantity;
import dev.belay.money.Side;

/**
 * A market order of ours whose outcome is not proven.
 *
 * @param decision the number of the journal event that decided it; a market order is never sent twice
 */
public record MarketOrder(
        String id, Purpose purpose, Side side, Quantity quantity, long epoch, long decision, long decidedAt) {

    public enum Purpose {
        ENTRY,
        EXIT
    }

    MarketTicket ticket(LegId leg) {
        return new MarketTicket(leg, id, side, quantity, purpose == Purpose.EXIT);
    }

    MarketOrder decided(long newDecision) {
        return new MarketOrder(id, purpose, side, quantity, epoch, newDecision, decidedAt);
    }
}
