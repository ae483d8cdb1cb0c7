package dev.belay.exchange.binance;

import dev.belay.exchange.Exchange.Cost;
import dev.belay.exchange.Request;
import dev.belay.market.PriceKind;

/** What each request costs of the published limits (binance-api §3.3). */
final class RequestCosts {

    private static final Cost ORDER = new Cost(0, 1);
    private static final Cost LIGHT = new Cost(1, 0);
    private static final Cost ACCOUNT = new Cost(5, 0);
    private static final Cost ALL_MARKS = new Cost(10, 0);
    private static final Cost ALL_LASTS = new Cost(2, 0);
    private static final Cost INCOME = new Cost(30, 0);
    private static final Cost ALL_OPEN_STOPS = new Cost(40, 0);

    private RequestCosts() {}

    static Cost of(Request request) {
        if (request instanceof Request.PlaceStop || request instanceof Request.PlaceMarket) {
            return ORDER;
        }
        if (request instanceof Request.ReadPositions
                || request instanceof Request.ReadAccountMode
                || request instanceof Request.ReadTrades) {
            return ACCOUNT;
        }
        if (request instanceof Request.ReadStops read && read.symbol().isEmpty()) {
            return ALL_OPEN_STOPS;
        }
        if (request instanceof Request.ReadFundings) {
            return INCOME;
        }
        if (request instanceof Request.ReadPrices read && read.symbol().isEmpty()) {
            return read.kind() == PriceKind.MARK ? ALL_MARKS : ALL_LASTS;
        }
        return LIGHT;
    }
}
