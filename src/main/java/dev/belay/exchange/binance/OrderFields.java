package dev.belay.exchange.binance;

/**
 * What the fields of an order are called: in words in answers (binance-api §7, §8.3), by letters in events (§10.2, §10.4).
 *
 * @param number the exchange's own number of the order
 * @param filled the quantity that is filled so far
 * @param price a conditional order's trigger, a regular order's average price
 * @param workingType which price triggers it
 */
record OrderFields(
        String symbol,
        String positionSide,
        String id,
        String number,
        String status,
        String side,
        String quantity,
        String filled,
        String price,
        String reduceOnly,
        String workingType) {

    static final OrderFields ORDER_ANSWER = new OrderFields(
            "symbol",
            "positionSide",
            "clientOrderId",
            "orderId",
            "status",
            "side",
            "origQty",
            "executedQty",
            "avgPrice",
            "reduceOnly",
            "workingType");

    static final OrderFields ORDER_EVENT = new OrderFields("s", "ps", "c", "i", "X", "S", "q", "z", "ap", "R", "wt");

    static final OrderFields STOP_ANSWER = new OrderFields(
            "symbol",
            "positionSide",
            "clientAlgoId",
            "algoId",
            "algoStatus",
            "side",
            "quantity",
            "actualQty",
            "triggerPrice",
            "reduceOnly",
            "workingType");

    static final OrderFields STOP_EVENT =
            new OrderFields("s", "ps", "caid", "aid", "X", "S", "q", "aq", "tp", "R", "wt");
}
