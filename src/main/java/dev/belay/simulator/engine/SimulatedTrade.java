package dev.belay.simulator.engine;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.math.BigDecimal;

/**
 * A fill of one of the account's orders.
 *
 * @param id unique per symbol, rising
 * @param realized profit in quote asset, before commission
 * @param commission in quote asset, positive is paid
 */
public record SimulatedTrade(
        long id,
        long orderId,
        String clientId,
        Symbol symbol,
        PositionSide positionSide,
        Side side,
        Price price,
        Quantity quantity,
        BigDecimal realized,
        BigDecimal commission,
        boolean maker,
        long at)
        implements LedgerEntry {}
