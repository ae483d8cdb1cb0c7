package dev.belay.simulator.wire;

import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.AlgoTerms;
import dev.belay.simulator.engine.AlgoTicket;
import dev.belay.simulator.engine.OpenQuestion;
import dev.belay.simulator.engine.OpenQuestions;
import dev.belay.simulator.engine.OrderType;
import dev.belay.simulator.engine.Refusal;
import dev.belay.simulator.engine.TimeInForce;
import dev.belay.simulator.engine.WorkingType;
import java.math.BigDecimal;
import java.util.List;

/** Reads conditional orders from parameters (binance-api §8.2). */
final class AlgoReader {

    private static final List<OrderType> TYPES = List.of(
            OrderType.STOP_MARKET,
            OrderType.TAKE_PROFIT_MARKET,
            OrderType.STOP,
            OrderType.TAKE_PROFIT,
            OrderType.TRAILING_STOP_MARKET);

    private final OpenQuestions questions;

    AlgoReader(OpenQuestions questions) {
        this.questions = questions;
    }

    AlgoTicket read(Params params, long now) {
        Refusal.INVALID_PARAMETER.when(!params.text("algoType").equals("CONDITIONAL"), "algoType");
        Symbol symbol = params.symbol();
        Side side = OrderReader.side(params);
        OrderType type = params.word("type", TYPES, Refusal.INVALID_ORDER_TYPE);
        boolean closes = params.flag("closePosition");
        boolean isMarket = type == OrderType.STOP_MARKET || type == OrderType.TAKE_PROFIT_MARKET;
        Refusal.INVALID_STRATEGY.when(closes && !isMarket, type, true);
        Quantity quantity = quantity(params, closes);
        Refusal.NOT_REQUIRED.when(closes && params.flag("reduceOnly"), "reduceonly");
        OrderReader.selfTradePrevention(params);
        return new AlgoTicket(
                symbol,
                OrderReader.positionSide(params),
                side,
                type,
                quantity,
                trigger(params, type),
                workingType(params),
                closes,
                params.flag("reduceOnly"),
                params.flag("priceProtect"),
                params.clientId("clientAlgoId"),
                terms(params, type, now));
    }

    private static Quantity quantity(Params params, boolean closes) {
        if (!closes) {
            return new Quantity(params.units("quantity"));
        }
        Refusal.QUANTITY_WITH_CLOSE_POSITION.when(params.has("quantity") && params.units("quantity") > 0);
        return Quantity.ZERO;
    }

    /** A trailing order must not have one; the exchange takes it for a trigger that is met. */
    private static Price trigger(Params params, OrderType type) {
        if (type != OrderType.TRAILING_STOP_MARKET) {
            return new Price(params.units("triggerPrice"));
        }
        Refusal.WOULD_TRIGGER.when(params.has("triggerPrice"));
        return Price.ZERO;
    }

    private AlgoTerms terms(Params params, OrderType type, long now) {
        TimeInForce timeInForce = timeInForce(params);
        boolean isLimit = type == OrderType.STOP || type == OrderType.TAKE_PROFIT;
        boolean trails = type == OrderType.TRAILING_STOP_MARKET;
        return new AlgoTerms(
                isLimit ? new Price(params.units("price")) : Price.ZERO,
                timeInForce,
                OrderReader.goodTillDate(params, timeInForce, now),
                trails && params.has("activatePrice") ? activation(params) : Price.ZERO,
                trails ? FixedPoint.decimal(params.units("callbackRate")) : BigDecimal.ZERO);
    }

    private static Price activation(Params params) {
        Price activation = new Price(params.units("activatePrice"));
        Refusal.INVALID_ACTIVATION_PRICE.when(activation.units() == 0);
        return activation;
    }

    private TimeInForce timeInForce(Params params) {
        if (!params.has("timeInForce")) {
            return TimeInForce.GTC;
        }
        boolean isGte = params.text("timeInForce").equals("GTE_GTC");
        return isGte && questions.is(OpenQuestion.GTE_WITH_QUANTITY)
                ? TimeInForce.GTE_GTC
                : OrderReader.timeInForce(params);
    }

    private static WorkingType workingType(Params params) {
        return params.has("workingType")
                ? params.word("workingType", List.of(WorkingType.values()), Refusal.INVALID_WORKING_TYPE)
                : WorkingType.CONTRACT_PRICE;
    }
}
