package dev.belay.exchange;

import dev.belay.money.LegId;
import dev.belay.money.Quantity;
import dev.belay.money.Side;

/**
 * A MARKET order as it is asked of the exchange.
 *
 * @param id the client id: unique, derived from the journal; not an idempotency key, see binance-api §12.1
 * @param reduceOnly whether it may only reduce; false for entries alone
 */
public record MarketTicket(LegId leg, String id, Side side, Quantity quantity, boolean reduceOnly) {}
