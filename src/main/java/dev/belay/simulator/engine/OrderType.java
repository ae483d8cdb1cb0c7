package dev.belay.simulator.engine;

/** The order types of Binance (binance-api §7, §8.2); the conditional ones are accepted by the algo service only. */
public enum OrderType {
    LIMIT,
    MARKET,
    STOP,
    STOP_MARKET,
    TAKE_PROFIT,
    TAKE_PROFIT_MARKET,
    TRAILING_STOP_MARKET;

    /** Whether it waits for a trigger. */
    public boolean isConditional() {
        return this != LIMIT && this != MARKET;
    }

    /** Whether it triggers when the price moves against the position; a take-profit triggers the other way. */
    public boolean isStop() {
        return this == STOP || this == STOP_MARKET || this == TRAILING_STOP_MARKET;
    }
}
