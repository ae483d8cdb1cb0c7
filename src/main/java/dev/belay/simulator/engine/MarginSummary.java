package dev.belay.simulator.engine;

import java.math.BigDecimal;

/**
 * The account's money, all in USDT.
 *
 * @param initialMargin of all positions
 * @param orderMargin of all open regular orders; conditional ones need none before they trigger (binance-api §8.5)
 * @param isolated the part of the other values that isolated positions make up
 */
public record MarginSummary(
        BigDecimal wallet,
        BigDecimal unrealized,
        BigDecimal initialMargin,
        BigDecimal orderMargin,
        BigDecimal maintenanceMargin,
        Isolated isolated) {

    /** What is set apart for isolated positions. */
    public record Isolated(
            BigDecimal wallet, BigDecimal unrealized, BigDecimal initialMargin, BigDecimal maintenanceMargin) {

        static final Isolated NONE = new Isolated(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    public BigDecimal marginBalance() {
        return wallet.add(unrealized);
    }

    public BigDecimal crossWallet() {
        return wallet.subtract(isolated.wallet());
    }

    public BigDecimal crossUnrealized() {
        return unrealized.subtract(isolated.unrealized());
    }

    /** What stands behind the cross positions. */
    public BigDecimal crossBalance() {
        return crossWallet().add(crossUnrealized());
    }

    /** What the cross positions need in order not to be liquidated. */
    public BigDecimal crossMaintenance() {
        return maintenanceMargin.subtract(isolated.maintenanceMargin());
    }

    /** What may be used for new orders, never negative. */
    public BigDecimal available() {
        return crossBalance()
                .subtract(initialMargin)
                .add(isolated.initialMargin())
                .subtract(orderMargin)
                .max(BigDecimal.ZERO);
    }
}
