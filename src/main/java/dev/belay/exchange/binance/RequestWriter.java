package dev.belay.exchange.binance;

import static dev.belay.exchange.binance.WireRequest.Method.DELETE;
import static dev.belay.exchange.binance.WireRequest.Method.GET;
import static dev.belay.exchange.binance.WireRequest.Method.POST;
import static dev.belay.exchange.binance.WireRequest.Method.PUT;

import dev.belay.exchange.MarketTicket;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopTicket;
import dev.belay.exchange.binance.WireRequest.Method;
import dev.belay.market.PriceKind;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Require;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes requests as Binance wants them (binance-api §5 to §10). No sockets here.
 *
 * <p>Requests that change something are stamped with the time of their decision, not of their sending, so that the
 * exchange refuses what a frozen process sends too late.
 */
final class RequestWriter {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long LARGEST_RULES = 16 * MEBIBYTE;

    private final BinanceSignature signature;
    private final long receiveWindow;

    RequestWriter(BinanceKey key, Duration receiveWindow) {
        this.signature = new BinanceSignature(key.secret());
        this.receiveWindow = receiveWindow.toMillis();
    }

    /**
     * {@code request} as bytes; throws {@link IllegalArgumentException} for an order that could open what it must only
     * reduce.
     *
     * @param now exchange time, epoch milliseconds: the timestamp of requests that only read
     */
    WireRequest write(Request request, long now) {
        if (request instanceof Request.PlaceStop place) {
            return signed(POST, "/fapi/v1/algoOrder", stop(place.ticket()), place.decidedAt());
        }
        if (request instanceof Request.PlaceMarket place) {
            return signed(POST, "/fapi/v1/order", market(place.ticket()), place.decidedAt());
        }
        if (request instanceof Request.CancelStop cancel) {
            return signed(DELETE, "/fapi/v1/algoOrder", clientAlgoId(cancel.id()), cancel.decidedAt());
        }
        return writeReading(request, now);
    }

    private WireRequest writeReading(Request request, long now) {
        if (request instanceof Request.QueryStop query) {
            return signed(GET, "/fapi/v1/algoOrder", clientAlgoId(query.id()), now);
        }
        if (request instanceof Request.QueryOrder query) {
            BinanceQuery parameters = symbol(query.of().symbol()).add("origClientOrderId", query.id());
            return signed(GET, "/fapi/v1/order", parameters, now);
        }
        if (request instanceof Request.ReadPositions read) {
            return signed(GET, "/fapi/v3/positionRisk", symbol(read.symbol()), now);
        }
        if (request instanceof Request.ReadStops read) {
            return signed(GET, "/fapi/v1/openAlgoOrders", symbol(read.symbol()), now);
        }
        if (request instanceof Request.ReadOrders read) {
            return signed(GET, "/fapi/v1/openOrders", symbol(read.symbol()), now);
        }
        if (request instanceof Request.ReadTrades read) {
            return signed(GET, "/fapi/v1/userTrades", trades(read), now);
        }
        if (request instanceof Request.ReadFundings read) {
            return signed(GET, "/fapi/v1/income", fundings(read), now);
        }
        if (request instanceof Request.ReadAccountMode) {
            return signed(GET, "/fapi/v1/accountConfig", new BinanceQuery(), now);
        }
        if (request instanceof Request.ReadOrderLimits) {
            return signed(GET, "/fapi/v1/rateLimit/order", new BinanceQuery(), now);
        }
        return writeUnsigned(request);
    }

    private static WireRequest writeUnsigned(Request request) {
        if (request instanceof Request.ReadPrice read) {
            return price(read.kind(), symbol(read.symbol()));
        }
        if (request instanceof Request.ReadPrices read) {
            return price(read.kind(), symbol(read.symbol()));
        }
        if (request instanceof Request.ReadRules) {
            return new WireRequest(GET, "/fapi/v1/exchangeInfo", "", false, LARGEST_RULES);
        }
        if (request instanceof Request.ReadTime) {
            return new WireRequest(GET, "/fapi/v1/time", "", false, MEBIBYTE);
        }
        if (request instanceof Request.OpenUserStream) {
            return new WireRequest(POST, "/fapi/v1/listenKey", "", true, MEBIBYTE);
        }
        if (request instanceof Request.KeepUserStream) {
            return new WireRequest(PUT, "/fapi/v1/listenKey", "", true, MEBIBYTE);
        }
        throw new IllegalArgumentException(
                "no such request: " + request.getClass().getSimpleName());
    }

    private static WireRequest price(PriceKind kind, BinanceQuery query) {
        String path = kind == PriceKind.MARK ? "/fapi/v1/premiumIndex" : "/fapi/v2/ticker/price";
        return new WireRequest(GET, path, query.toString(), false, MEBIBYTE);
    }

    private WireRequest signed(Method method, String path, BinanceQuery parameters, long timestamp) {
        String query = parameters
                .add("recvWindow", receiveWindow)
                .add("timestamp", timestamp)
                .toString();
        return new WireRequest(method, path, query + "&signature=" + signature.of(query), true, MEBIBYTE);
    }

    private static BinanceQuery stop(StopTicket ticket) {
        requireReducing(ticket.leg(), ticket.side());
        BinanceQuery query = new BinanceQuery().add("algoType", "CONDITIONAL");
        order(query, ticket.leg(), ticket.side(), "STOP_MARKET");
        if (ticket.closePosition()) {
            query.add("closePosition", "true");
        } else {
            query.add("quantity", ticket.quantity().toString());
            reduceOnlyInOneWayMode(query, ticket.leg());
        }
        return query.add("triggerPrice", ticket.trigger().toString())
                .add("workingType", PriceWords.workingType(ticket.triggeredBy()))
                .add("priceProtect", "false")
                .add("clientAlgoId", ticket.id());
    }

    private static BinanceQuery market(MarketTicket ticket) {
        BinanceQuery query = new BinanceQuery();
        order(query, ticket.leg(), ticket.side(), "MARKET");
        query.add("quantity", ticket.quantity().toString());
        if (ticket.reduceOnly()) {
            requireReducing(ticket.leg(), ticket.side());
            reduceOnlyInOneWayMode(query, ticket.leg());
        }
        return query.add("newClientOrderId", ticket.id()).add("newOrderRespType", "RESULT");
    }

    private static void order(BinanceQuery query, LegId leg, Side side, String type) {
        query.add("symbol", leg.symbol().name())
                .add("side", side.name())
                .add("positionSide", leg.side().name())
                .add("type", type);
    }

    /** In hedge mode the parameter is refused (-1106): there, selling a LONG leg reduces by nature (binance-api §13). */
    private static void reduceOnlyInOneWayMode(BinanceQuery query, LegId leg) {
        if (leg.side() == PositionSide.BOTH) {
            query.add("reduceOnly", "true");
        }
    }

    private static void requireReducing(LegId leg, Side side) {
        if (leg.side() != PositionSide.BOTH) {
            Direction direction = leg.side() == PositionSide.LONG ? Direction.LONG : Direction.SHORT;
            Require.argument(
                    side == direction.closingSide(), "%s would grow the leg %s that it must only reduce", side, leg);
        }
    }

    private static BinanceQuery trades(Request.ReadTrades read) {
        BinanceQuery query = symbol(read.symbol());
        query = read.fromId() > 0 ? query.add("fromId", read.fromId()) : query.add("startTime", read.since());
        return query.add("limit", TradeRows.PAGE);
    }

    private static BinanceQuery fundings(Request.ReadFundings read) {
        return new BinanceQuery()
                .add("incomeType", FundingRows.TYPE)
                .add("startTime", read.since())
                .add("page", read.page())
                .add("limit", FundingRows.PAGE);
    }

    private static BinanceQuery clientAlgoId(String id) {
        return new BinanceQuery().add("clientAlgoId", id);
    }

    private static BinanceQuery symbol(Symbol symbol) {
        return new BinanceQuery().add("symbol", symbol.name());
    }

    private static BinanceQuery symbol(Optional<Symbol> symbol) {
        return symbol.map(RequestWriter::symbol).orElseGet(BinanceQuery::new);
    }
}
