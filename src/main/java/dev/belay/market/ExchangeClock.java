package dev.belay.market;

import java.time.Duration;

/**
 * The one clock of a process: exchange time.
 *
 * <p>In live and testnet mode it is the machine's clock corrected by the exchange's; in paper mode it is the
 * simulator's, so that a replay at 500 times the speed means the same intervals and limits; in tests it is moved by
 * hand. Every interval of the rules is measured on it. Time-outs of sockets are not: those use the machine's.
 */
public interface ExchangeClock {

    /** Milliseconds since the epoch, as the exchange counts them. */
    long millis();

    /**
     * Runs {@code wake} once, {@code delay} of exchange time from now, on some thread of the clock. {@code wake} must
     * only send a message; a wake-up that has become useless is harmless, because receivers are level-triggered.
     */
    void after(Duration delay, Runnable wake);

    /** Milliseconds that exchange time is ahead of the machine's; 0 where it is not measured against that. */
    default long offsetMillis() {
        return 0;
    }

    /** Lets a replay wait for the guard; see {@link Pace}. */
    Pace pace();
}
