package dev.belay.simulator.engine;

import java.math.BigDecimal;

/**
 * The account as a whole.
 *
 * @param wallet wallet balance in USDT: deposits, realized profit, commissions and funding
 * @param hedge whether each symbol has a LONG and a SHORT position instead of one BOTH
 */
public record AccountState(BigDecimal wallet, boolean hedge) implements LedgerEntry {

    AccountState changedBy(BigDecimal amount) {
        return new AccountState(wallet.add(amount), hedge);
    }

    AccountState inHedgeMode(boolean wanted) {
        return new AccountState(wallet, wanted);
    }
}
