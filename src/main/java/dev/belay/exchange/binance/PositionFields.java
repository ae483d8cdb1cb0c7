package dev.belay.exchange.binance;

/** What the fields of a position are called: in words in answers (binance-api §6), by letters in events (§10.3). */
record PositionFields(String symbol, String positionSide, String amount, String entryPrice) {

    static final PositionFields ANSWER = new PositionFields("symbol", "positionSide", "positionAmt", "entryPrice");
    static final PositionFields EVENT = new PositionFields("s", "ps", "pa", "ep");
}
