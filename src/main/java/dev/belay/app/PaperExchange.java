package dev.belay.app;

import dev.belay.exchange.binance.BinanceKey;
import java.util.Optional;

/** The simulator of paper mode. */
public final class PaperExchange {

    private PaperExchange() {}

    /**
     * Runs the simulator by itself until it is told to stop, after printing its addresses and its key; returns the exit
     * code.
     *
     * @param key the account's, random when empty
     */
    public static int runAlone(Settings.Paper settings, Optional<BinanceKey> key) {
        System.err.println("the simulator is not built in yet: " + settings.port() + key);
        return ExitCodes.UNEXPECTED;
    }
}
