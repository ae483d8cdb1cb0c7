package dev.belay.simulator.engine;

import java.math.BigDecimal;

/**
 * Money that came into the account or, negative, went out of it.
 *
 * @param amount in USDT
 */
public record Transfer(long id, BigDecimal amount, long at) implements LedgerEntry {}
