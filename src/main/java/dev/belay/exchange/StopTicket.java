package dev.belay.exchange;

import dev.belay.market.PriceKind;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;

/**
 * A STOP_MARKET order as it is asked of the exchange, without price protection.
 *
 * <p>With {@code closePosition} it closes whatever is open and has no quantity; otherwise it is reduce-only with a
 * quantity. Neither can open or grow a position.
 *
 * @param id the client id: unique, derived from the journal
 * @param triggeredBy which price triggers it: the working type of binance-api §8.2
 */
public record StopTicket(
        LegId leg,
        String id,
        Side side,
        Quantity quantity,
        Price trigger,
        boolean closePosition,
        PriceKind triggeredBy) {

    /** One that the mark price triggers. */
    public StopTicket(LegId leg, String id, Side side, Quantity quantity, Price trigger, boolean closePosition) {
        this(leg, id, side, quantity, trigger, closePosition, PriceKind.MARK);
    }
}
