package dev.belay.simulator.engine;

/** Hears every change of the exchange's state, before the answer to whoever caused it. */
public interface ChangeLog {

    /** For an exchange that lives in memory only. */
    ChangeLog NONE = entry -> {};

    void changed(LedgerEntry entry);

    /** The changes since the last commit belong together; they must be kept before anybody hears of them. */
    default void commit() {}
}
