package dev.belay.simulator.engine;

/** Why an order expired: field {@code er} of ORDER_TRADE_UPDATE (binance-api §10.2). */
public enum ExpiryReason {
    NONE(0),
    IMMEDIATE_REST(2),
    REDUCE_ONLY(4),
    LIQUIDATION(5),
    MARKET_REST(9);

    private final int code;

    ExpiryReason(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
