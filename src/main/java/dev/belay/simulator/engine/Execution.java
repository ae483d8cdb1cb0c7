package dev.belay.simulator.engine;

/** What happened to a regular order: field {@code x} of ORDER_TRADE_UPDATE (binance-api §10.2). */
public enum Execution {
    NEW,
    TRADE,
    CANCELED,
    EXPIRED,
    /** Liquidation and deleveraging. */
    CALCULATED,
    AMENDMENT
}
