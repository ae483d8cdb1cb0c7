package dev.belay.simulator.engine;

import java.math.BigDecimal;

/**
 * The account as a whole.
 *
 * @param wallet wallet balance in USDT: deposits, realized profit, commissions and funding
 * @param hedge whether each symbol has a LONG and a SHORT position instead of one BOTH
 * @param multiAssets whether multi-assets mode is on; there is one asset, so it changes no number
 * @param feeBurn whether commissions are to be paid in BNB; there is none, so it changes no number
 */
public record AccountState(BigDecimal wallet, boolean hedge, boolean multiAssets, boolean feeBurn)
        implements LedgerEntry {

    AccountState changedBy(BigDecimal amount) {
        return new AccountState(wallet.add(amount), hedge, multiAssets, feeBurn);
    }

    AccountState inHedgeMode(boolean wanted) {
        return new AccountState(wallet, wanted, multiAssets, feeBurn);
    }

    AccountState inMultiAssetsMode(boolean wanted) {
        return new AccountState(wallet, hedge, wanted, feeBurn);
    }

    AccountState burning(boolean wanted) {
        return new AccountState(wallet, hedge, multiAssets, wanted);
    }
}
