package dev.belay.exchange.binance;

import static dev.belay.exchange.binance.BinanceJson.optionalDecimal;
import static dev.belay.exchange.binance.BinanceJson.optionalText;
import static dev.belay.exchange.binance.BinanceJson.text;
import static dev.belay.exchange.binance.BinanceJson.truth;
import static dev.belay.exchange.binance.BinanceJson.whole;
import static dev.belay.exchange.binance.BinanceJson.wholeOrZero;
import static dev.belay.exchange.binance.BinanceJson.word;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.exchange.Answer.PositionRow;
import dev.belay.exchange.Answer.StopReport;
import dev.belay.exchange.Answer.StopStatus;
import dev.belay.exchange.Answer.Trade;
import dev.belay.exchange.UserEvent;
import dev.belay.money.Price;
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
        for (JsonNode row : changedPositions(account)) {
            rows.add(OrderRows.position(row, PositionFields.EVENT, Price.ZERO, at));
        }
        OrderRows.requireDistinct(rows);
        return new UserEvent.PositionsChanged(optionalText(account, "m").orElse(""), rows, whole(event, "E"));
    }

    /** Absent when money moved and no position did; anything but a list would hide one that did. */
    private static JsonNode changedPositions(JsonNode account) throws UnreadableAnswer {
        JsonNode rows = account.path("P");
        return rows.isMissingNode() || rows.isNull() ? rows : BinanceJson.array(rows, "changed positions");
    }

    private static UserEvent stopChanged(JsonNode event) throws UnreadableAnswer {
        JsonNode order = BinanceJson.object(event, "o");
        String type = text(order, "o");
        if (!type.equals(OrderRows.STOP_TYPE)) {
            return new UserEvent.Other("ALGO_UPDATE of " + ShortText.of(type), whole(event, "E"));
        }
        StopReport report =
                OrderRows.stop(order, OrderFields.STOP_EVENT, closesPosition(order), transactionTime(event));
        return new UserEvent.StopChanged(report, whole(event, "E"));
    }

    /** The message of an end may lack the field, as one that was captured does; then there is nothing left to close. */
    private static boolean closesPosition(JsonNode order) throws UnreadableAnswer {
        boolean isOver =
                word(order, "X", StopStatus.values()).filter(StopStatus::isOver).isPresent();
        return !(isOver && optionalText(order, "cp").isEmpty()) && truth(order, "cp");
    }

    private static UserEvent orderChanged(JsonNode event) throws UnreadableAnswer {
        JsonNode order = BinanceJson.object(event, "o");
        long at = transactionTime(event);
        Optional<Trade> trade = fills(order) ? Optional.of(TradeRows.ofEvent(order, at)) : Optional.empty();
        return new UserEvent.OrderChanged(
                OrderRows.order(order, OrderFields.ORDER_EVENT, at), trade, whole(event, "E"));
    }

    /**
     * Whether there is a fill, by its kind or, as in a liquidation, by its number. One without its number could be
     * counted twice and one without its quantity not at all: the reader of trades refuses both.
     */
    private static boolean fills(JsonNode order) throws UnreadableAnswer {
        boolean isTrade = optionalText(order, "x").filter("TRADE"::equals).isPresent();
        return isTrade || (wholeOrZero(order, "t") > 0 && !saysZero(order, "l"));
    }

    private static boolean saysZero(JsonNode order, String field) throws UnreadableAnswer {
        return optionalDecimal(order, field)
                .filter(value -> value.signum() == 0)
                .isPresent();
    }
}
