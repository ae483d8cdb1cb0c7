package dev.belay.market;

/** Which of a symbol's two prices is meant. Names are part of the journal's format. */
public enum PriceKind {
    /** The exchange's fair price, told every second (binance-api §9.2); losses and liquidations go by it. */
    MARK,
    /** The price of the newest trade, told with each trade, and not at all while nobody trades. */
    LAST;

    /** As people write it. */
    @Override
    public String toString() {
        return this == MARK ? "mark" : "last";
    }
}
