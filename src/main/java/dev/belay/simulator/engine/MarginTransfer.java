package dev.belay.simulator.engine;

import java.math.BigDecimal;

/**
 * Margin that was added to an isolated position or, negative, taken from it (positionMargin, binance-api §6).
 *
 * @param amount in USDT
 */
public record MarginTransfer(long id, PositionKey key, BigDecimal amount, long at) implements LedgerEntry {}
