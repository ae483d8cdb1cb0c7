package dev.belay.exchange;

/**
 * Remembers over a restart until when the exchange does not want to hear from this address. A ban belongs to the
 * address, not to an account (binance-api §3.1); who asks during one makes it longer.
 */
public interface BanStore {

    /** Forgets at once; for tests and for exchanges that do not ban. */
    BanStore NONE = new BanStore() {
        @Override
        public long until() {
            return 0;
        }

        @Override
        public void keep(long until) {}
    };

    /** When the remembered ban ends, epoch milliseconds of exchange time; 0 when none is known. */
    long until();

    /** Remembers a ban that ends at {@code until}. Does not throw: a ban that cannot be kept still holds in memory. */
    void keep(long until);
}
