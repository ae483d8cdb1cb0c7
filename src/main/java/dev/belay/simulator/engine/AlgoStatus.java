package dev.belay.simulator.engine;

/** The states of a conditional order (binance-api §8.4). */
public enum AlgoStatus {
    NEW,
    TRIGGERING,
    TRIGGERED,
    FINISHED,
    CANCELED,
    EXPIRED,
    REJECTED;

    /** Whether it still waits or is just being triggered. */
    public boolean isOpen() {
        return this == NEW || this == TRIGGERING;
    }
}
