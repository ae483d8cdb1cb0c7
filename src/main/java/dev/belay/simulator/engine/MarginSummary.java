package dev.belay.simulator.engine;

import java.math.BigDecimal;

/**
 * The account's money, all in USDT.
 *
 * @param initialMargin of all positions
 * @param orderMargin of all open regular orders; conditional ones need none before they trigger (binance-api §8.5)
 */
public record MarginSummary(
        BigDecimal wallet,
        BigDecimal unrealized,
        BigDecimal initialMargin,
        BigDecimal orderMargin,
        BigDecimal maintenanceMargin) {

    public BigDecimal marginBalance() {
        return wallet.add(unrealized);
    }

    /** What may be used for new orders, never negative. */
    public BigDecimal available() {
        return marginBalance().subtract(initialMargin).subtract(orderMargin).max(BigDecimal.ZERO);
    }
}
