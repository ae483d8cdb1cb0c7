package dev.belay.simulator.engine;

/** Which price triggers a conditional order (binance-api §8.2). */
public enum WorkingType {
    MARK_PRICE,
    CONTRACT_PRICE
}
