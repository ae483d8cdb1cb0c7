package dev.belay.simulator.engine;

/** The states of a regular order (binance-api §7). */
public enum OrderStatus {
    NEW,
    PARTIALLY_FILLED,
    FILLED,
    CANCELED,
    EXPIRED;

    /** Whether it rests in the book. */
    public boolean isOpen() {
        return this == NEW || this == PARTIALLY_FILLED;
    }
}
