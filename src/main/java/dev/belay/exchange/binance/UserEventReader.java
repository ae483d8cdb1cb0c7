package dev.belay.exchange.binance;

import static dev.belay.exchange.binance.BinanceJson.averageOrZero;
import static dev.belay.exchange.binance.BinanceJson.decimal;
import static dev.belay.exchange.binance.BinanceJson.knownWord;
import static dev.belay.exchange.binance.BinanceJson.optionalText;
import static dev.belay.exchange.binance.BinanceJson.price;
import static dev.belay.exchange.binance.BinanceJson.quantity;
import static dev.belay.exchange.binance.BinanceJson.quantityOrZero;
import static dev.belay.exchange.binance.BinanceJson.saysTrue;
import static dev.belay.exchange.binance.BinanceJson.symbol;
import static dev.belay.exchange.binance.BinanceJson.text;
import static dev.belay.exchange.binance.BinanceJson.truth;
import static dev.belay.exchange.binance.BinanceJson.whole;
import static dev.belay.exchange.binance.BinanceJson.wholeOrZero;
import static dev.belay.exchange.binance.BinanceJson.word;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.exchange.Answer.OrderReport;
import dev.belay.exchange.Answer.OrderStatus;
import dev.belay.exchange.Answer.PositionRow;
import dev.belay.exchange.Answer.StopReport;
import dev.belay.exchange.Answer.StopStatus;
import dev.belay.exchange.Answer.Trade;
import dev.belay.exchange.UserEvent;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the events of the user stream (binance-api §10), raw or wrapped. */
final class UserEventReader {

    /** The type under which an answer to a message of ours is reported. */
    static final String ANSWER = "answer";

    private UserEventReader() {}

    static UserEvent read(String frame) throws UnreadableAnswer {
        JsonNode outer = BinanceJson.tree(frame);
        JsonNode event = outer.path("data").isObject() ? outer.path("data") : outer;
        if (outer.path("id").isIntegralNumber()) {
            return new UserEvent.Other(ANSWER, 0);
        }
        if (outer.has("error")) {
            throw new UnreadableAnswer("the exchange reports an error on the user stream");
        }
        if (!event.path("e").isTextual()) {
            return new UserEvent.Other("no event", 0);
        }
        String type = event.path("e").asText();
        return switch (type) {
            case "ORDER_TRADE_UPDATE" -> orderChanged(event);
            case "ACCOUNT_UPDATE" -> positionsChanged(event);
            case "ALGO_UPDATE" -> stopChanged(event);
            case "listenKeyExpired" -> new UserEvent.KeyExpired(wholeOrZero(event, "E"));
            default -> new UserEvent.Other(ShortText.of(type), wholeOrZero(event, "E"));
        };
    }

    private static long transactionTime(JsonNode event) throws UnreadableAnswer {
        long time = wholeOrZero(event, "T");
        return time > 0 ? time : whole(event, "E");
    }

    private static UserEvent positionsChanged(JsonNode event) throws UnreadableAnswer {
        JsonNode account = BinanceJson.object(event, "a");
        long at = transactionTime(event);
        List<PositionRow> rows = new ArrayList<>();
        for (JsonNode row : account.path("P")) {
            rows.add(position(row, at));
        }
        OrderRows.requireDistinct(rows);
        return new UserEvent.PositionsChanged(optionalText(account, "m").orElse(""), rows, whole(event, "E"));
    }

    private static PositionRow position(JsonNode row, long at) throws UnreadableAnswer {
        BigDecimal amount = decimal(row, "pa");
        return new PositionRow(
                symbol(row, "s"),
                knownWord(row, "ps", PositionSide.values()),
                amount,
                OrderRows.entryPrice(row, "ep", amount),
                Price.ZERO,
                at);
    }

    private static UserEvent stopChanged(JsonNode event) throws UnreadableAnswer {
        JsonNode order = BinanceJson.object(event, "o");
        String type = text(order, "o");
        if (!type.equals(OrderRows.STOP_TYPE)) {
            return new UserEvent.Other("ALGO_UPDATE of " + ShortText.of(type), whole(event, "E"));
        }
        return new UserEvent.StopChanged(stop(order, transactionTime(event)), whole(event, "E"));
    }

    private static StopReport stop(JsonNode order, long at) throws UnreadableAnswer {
        boolean closePosition = saysTrue(order, "cp");
        return new StopReport(
                symbol(order, "s"),
                knownWord(order, "ps", PositionSide.values()),
                text(order, "caid"),
                whole(order, "aid"),
                word(order, "X", StopStatus.values()).orElse(StopStatus.OTHER),
                knownWord(order, "S", Side.values()),
                closePosition ? quantityOrZero(order, "q") : quantity(order, "q"),
                price(order, "tp"),
                closePosition,
                saysTrue(order, "R"),
                quantityOrZero(order, "aq"),
                optionalText(order, "rm").map(ShortText::of).orElse(""),
                at);
    }

    private static UserEvent orderChanged(JsonNode event) throws UnreadableAnswer {
        JsonNode order = BinanceJson.object(event, "o");
        long at = transactionTime(event);
        boolean fills =
                wholeOrZero(order, "t") > 0 && !quantityOrZero(order, "l").isZero();
        Optional<Trade> trade = fills ? Optional.of(TradeRows.ofEvent(order, at)) : Optional.empty();
        return new UserEvent.OrderChanged(order(order, at), trade, whole(event, "E"));
    }

    private static OrderReport order(JsonNode order, long at) throws UnreadableAnswer {
        return new OrderReport(
                symbol(order, "s"),
                knownWord(order, "ps", PositionSide.values()),
                text(order, "c"),
                whole(order, "i"),
                word(order, "X", OrderStatus.values()).orElse(OrderStatus.OTHER),
                knownWord(order, "S", Side.values()),
                quantity(order, "q"),
                quantity(order, "z"),
                averageOrZero(order, "ap"),
                truth(order, "R"),
                at);
    }
}
