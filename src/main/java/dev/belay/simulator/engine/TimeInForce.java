package dev.belay.simulator.engine;

/** How long an order lives (binance-api §7); GTE_GTC lives as long as the position and is set by the exchange. */
public enum TimeInForce {
    GTC,
    IOC,
    FOK,
    GTX,
    GTD,
    GTE_GTC
}
