package dev.belay.simulator.wire;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.Market;
import dev.belay.simulator.engine.OrderName;
import dev.belay.simulator.engine.OrderTicket;
import dev.belay.simulator.engine.OrderType;
import dev.belay.simulator.engine.Refusal;
import dev.belay.simulator.engine.TimeInForce;
import java.util.List;

/** Reads regular orders from parameters, in the order of checks of binance-api §16.2 step 6. */
final class OrderReader {

    private static final List<TimeInForce> TIMES =
            List.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK, TimeInForce.GTX, TimeInForce.GTD);
    private static final List<String> SELF_TRADE_PREVENTIONS =
            List.of("NONE", "EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH");
    private static final List<String> PRICE_MATCHES =
            List.of("OPPONENT", "OPPONENT_5", "QUEUE", "QUEUE_5", "QUEUE_10", "QUEUE_20");
    private static final long SOONEST_END = 600_000;
    private static final long LAST_END = 253_402_300_799_000L;

    private final Market market;

    OrderReader(Market market) {
        this.market = market;
    }

    OrderTicket read(Params params, long now) {
        Symbol symbol = params.symbol();
        Side side = side(params);
        OrderType type = params.word("type", List.of(OrderType.values()), Refusal.INVALID_ORDER_TYPE);
        boolean isLimit = type == OrderType.LIMIT;
        boolean needsQuantity = !type.isConditional() || params.has("quantity");
        Refusal.TIME_IN_FORCE_NOT_REQUIRED.when(type == OrderType.MARKET && params.has("timeInForce"));
        Refusal.NOT_REQUIRED.when(type == OrderType.MARKET && params.has("price"), "price");
        selfTradePrevention(params);
        TimeInForce timeInForce = isLimit ? timeInForce(params) : TimeInForce.GTC;
        return new OrderTicket(
                symbol,
                positionSide(params),
                side,
                type,
                timeInForce,
                needsQuantity ? new Quantity(params.units("quantity")) : Quantity.ZERO,
                isLimit ? price(params, symbol, side) : Price.ZERO,
                params.flag("reduceOnly"),
                false,
                params.clientId("newClientOrderId"),
                goodTillDate(params, timeInForce, now));
    }

    /** What PUT order asks for (binance-api §7). */
    record Amendment(Symbol symbol, OrderName name, Side side, Quantity quantity, Price price, boolean reduceOnly) {}

    static Amendment amendment(Params params) {
        return new Amendment(
                params.symbol(),
                name(params),
                side(params),
                new Quantity(params.units("quantity")),
                new Price(params.units("price")),
                params.flag("reduceOnly"));
    }

    static OrderName name(Params params) {
        Refusal.EITHER_MISSING.when(
                !params.has("orderId") && !params.has("origClientOrderId"), "origClientOrderId", "orderId");
        return new OrderName(
                params.number("orderId", 0),
                params.optional("origClientOrderId").orElse(""));
    }

    static Side side(Params params) {
        return params.word("side", List.of(Side.values()), Refusal.INVALID_SIDE);
    }

    static PositionSide positionSide(Params params) {
        return params.has("positionSide")
                ? params.word("positionSide", List.of(PositionSide.values()), Refusal.INVALID_POSITION_SIDE)
                : PositionSide.BOTH;
    }

    static TimeInForce timeInForce(Params params) {
        return params.word("timeInForce", TIMES, Refusal.INVALID_TIME_IN_FORCE);
    }

    static long goodTillDate(Params params, TimeInForce timeInForce, long now) {
        if (timeInForce != TimeInForce.GTD) {
            return 0;
        }
        long end = params.number("goodTillDate");
        Refusal.GOOD_TILL_DATE.when(end <= now + SOONEST_END || end >= LAST_END);
        return end;
    }

    static void selfTradePrevention(Params params) {
        String mode = params.optional("selfTradePreventionMode").orElse("NONE");
        Refusal.INVALID_SELF_TRADE_PREVENTION.when(!SELF_TRADE_PREVENTIONS.contains(mode));
    }

    /** The price that was sent, or the one in the book that priceMatch asks for. */
    private Price price(Params params, Symbol symbol, Side side) {
        String match = params.optional("priceMatch").orElse("NONE");
        if (match.equals("NONE")) {
            return new Price(params.units("price"));
        }
        Refusal.NOT_REQUIRED.when(params.has("price"), "price");
        Refusal.INVALID_PRICE_MATCH.when(!PRICE_MATCHES.contains(match));
        boolean isOpponent = match.startsWith("OPPONENT");
        market.spec(symbol);
        return isOpponent == (side == Side.BUY) ? market.ask(symbol) : market.bid(symbol);
    }
}
