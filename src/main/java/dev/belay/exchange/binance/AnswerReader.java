package dev.belay.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;

/** Reads the body of a successful answer as the {@link Answer} that the request promises. */
final class AnswerReader {

    private static final long SUCCESS = 200;

    private AnswerReader() {}

    static Answer read(Request request, byte[] body) throws UnreadableAnswer {
        if (request instanceof Request.ReadRules) {
            return ExchangeInfoReader.read(body);
        }
        JsonNode json = BinanceJson.tree(body);
        if (request instanceof Request.PlaceStop place) {
            return stop(json, place.ticket().id());
        }
        if (request instanceof Request.QueryStop query) {
            return stop(json, query.id());
        }
        if (request instanceof Request.CancelStop cancel) {
            return cancelled(json, cancel.id());
        }
        if (request instanceof Request.PlaceMarket place) {
            return order(json, place.ticket().id());
        }
        if (request instanceof Request.QueryOrder query) {
            return order(json, query.id());
        }
        return readState(request, json);
    }

    private static Answer readState(Request request, JsonNode json) throws UnreadableAnswer {
        if (request instanceof Request.ReadPositions) {
            return new Answer.Positions(OrderRows.positions(json));
        }
        if (request instanceof Request.ReadStops) {
            return OrderRows.stops(json);
        }
        if (request instanceof Request.ReadOrders) {
            return OrderRows.orders(json);
        }
        if (request instanceof Request.ReadPrice read) {
            return PriceRows.one(json, read.kind(), read.symbol());
        }
        if (request instanceof Request.ReadPrices read) {
            return new Answer.Prices(PriceRows.all(json, read.kind()));
        }
        if (request instanceof Request.ReadTrades) {
            return TradeRows.read(json);
        }
        if (request instanceof Request.ReadFundings) {
            return FundingRows.read(json);
        }
        if (request instanceof Request.ReadAccountMode) {
            return new Answer.AccountMode(
                    BinanceJson.truth(json, "dualSidePosition"), BinanceJson.truth(json, "canTrade"));
        }
        if (request instanceof Request.ReadTime) {
            return new Answer.ServerTime(BinanceJson.whole(json, "serverTime"));
        }
        if (request instanceof Request.ReadOrderLimits) {
            return new Answer.OrderLimits(LimitRows.read(BinanceJson.array(json, "order limits")));
        }
        return userStream(request, json);
    }

    /** A kept key need not be named: the answer to PUT has been {@code {}} (binance-api §10.1). */
    private static Answer userStream(Request request, JsonNode json) throws UnreadableAnswer {
        boolean kept = request instanceof Request.KeepUserStream && json.isObject() && json.isEmpty();
        return kept ? new Answer.UserStreamKept() : new Answer.UserStreamKey(BinanceJson.text(json, "listenKey"));
    }

    private static Answer stop(JsonNode json, String asked) throws UnreadableAnswer {
        Answer.StopReport report = OrderRows.stop(json);
        requireSame("conditional order", asked, report.id());
        return report;
    }

    private static Answer order(JsonNode json, String asked) throws UnreadableAnswer {
        Answer.OrderReport report = OrderRows.order(json);
        requireSame("order", asked, report.id());
        return report;
    }

    /** Success is written as {@code "200"} here and as {@code 200} elsewhere (binance-api §4). */
    private static Answer cancelled(JsonNode json, String asked) throws UnreadableAnswer {
        if (BinanceJson.whole(json, "code") != SUCCESS) {
            throw BinanceJson.absent("code", "200");
        }
        requireSame("conditional order", asked, BinanceJson.text(json, "clientAlgoId"));
        return new Answer.Cancelled(asked);
    }

    static void requireSame(String what, String asked, String told) throws UnreadableAnswer {
        if (!asked.equals(told)) {
            throw new UnreadableAnswer("asked for the " + what + " " + asked + ", told of " + ShortText.of(told));
        }
    }
}
