package dev.belay.simulator.engine;

import dev.belay.money.PositionSide;
import dev.belay.money.Symbol;
import java.math.BigDecimal;

/**
 * A funding payment (binance-api §14).
 *
 * @param amount change of the wallet in USDT; negative was paid
 */
public record FundingPaid(long id, Symbol symbol, PositionSide positionSide, BigDecimal amount, long at)
        implements LedgerEntry {}
