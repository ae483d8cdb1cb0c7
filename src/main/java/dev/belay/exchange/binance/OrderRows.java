package dev.belay.exchange.binance;

import static dev.belay.exchange.binance.BinanceJson.averageOrZero;
import static dev.belay.exchange.binance.BinanceJson.decimal;
import static dev.belay.exchange.binance.BinanceJson.knownWord;
import static dev.belay.exchange.binance.BinanceJson.optionalText;
import static dev.belay.exchange.binance.BinanceJson.price;
import static dev.belay.exchange.binance.BinanceJson.quantity;
import static dev.belay.exchange.binance.BinanceJson.quantityOrZero;
import static dev.belay.exchange.binance.BinanceJson.symbol;
import static dev.belay.exchange.binance.BinanceJson.text;
import static dev.belay.exchange.binance.BinanceJson.truth;
import static dev.belay.exchange.binance.BinanceJson.whole;
import static dev.belay.exchange.binance.BinanceJson.wholeOrZero;
import static dev.belay.exchange.binance.BinanceJson.word;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.exchange.Answer;
import dev.belay.exchange.Answer.OrderReport;
import dev.belay.exchange.Answer.OrderStatus;
import dev.belay.exchange.Answer.PositionRow;
import dev.belay.exchange.Answer.StopReport;
import dev.belay.exchange.Answer.StopStatus;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads orders and positions, whether an answer or an event tells them (binance-api §6, §7, §8.3, §10). */
final class OrderRows {

    /** The only conditional type that protects as Belay means it; others are not reported as stops. */
    static final String STOP_TYPE = "STOP_MARKET";

    private OrderRows() {}

    /** The type of a conditional order; the field has two names in the wild. */
    static String algoType(JsonNode row) throws UnreadableAnswer {
        return optionalText(row, "orderType").isPresent() ? text(row, "orderType") : text(row, "type");
    }

    /** A conditional order as an answer tells it. */
    static StopReport stop(JsonNode row) throws UnreadableAnswer {
        return stop(row, OrderFields.STOP_ANSWER, truth(row, "closePosition"), wholeOrZero(row, "updateTime"));
    }

    /**
     * A conditional order, told at {@code at}.
     *
     * @param closes whether it closes the whole position; then it may name no quantity
     */
    static StopReport stop(JsonNode row, OrderFields fields, boolean closes, long at) throws UnreadableAnswer {
        return new StopReport(
                symbol(row, fields.symbol()),
                knownWord(row, fields.positionSide(), PositionSide.values()),
                text(row, fields.id()),
                whole(row, fields.number()),
                word(row, fields.status(), StopStatus.values()).orElse(StopStatus.OTHER),
                knownWord(row, fields.side(), Side.values()),
                closes ? quantityOrZero(row, fields.quantity()) : quantity(row, fields.quantity()),
                price(row, fields.price()),
                closes,
                truth(row, fields.reduceOnly()),
                quantityOrZero(row, fields.filled()),
                optionalText(row, "rm").map(ShortText::of).orElse(""),
                at);
    }

    /** Open conditional orders; those that are not of the type {@value #STOP_TYPE} are counted and left out. */
    static Answer.Stops stops(JsonNode rows) throws UnreadableAnswer {
        List<StopReport> reports = new ArrayList<>();
        int others = 0;
        for (JsonNode row : BinanceJson.array(rows, "open conditional orders")) {
            if (algoType(row).equals(STOP_TYPE)) {
                reports.add(stop(row));
            } else {
                others++;
            }
        }
        return new Answer.Stops(reports, others);
    }

    /** A regular order as an answer tells it. */
    static OrderReport order(JsonNode row) throws UnreadableAnswer {
        return order(row, OrderFields.ORDER_ANSWER, wholeOrZero(row, "updateTime"));
    }

    /** A regular order, told at {@code at}. */
    static OrderReport order(JsonNode row, OrderFields fields, long at) throws UnreadableAnswer {
        return new OrderReport(
                symbol(row, fields.symbol()),
                knownWord(row, fields.positionSide(), PositionSide.values()),
                text(row, fields.id()),
                whole(row, fields.number()),
                word(row, fields.status(), OrderStatus.values()).orElse(OrderStatus.OTHER),
                knownWord(row, fields.side(), Side.values()),
                quantity(row, fields.quantity()),
                quantity(row, fields.filled()),
                averageOrZero(row, fields.price()),
                truth(row, fields.reduceOnly()),
                at);
    }

    static List<PositionRow> positions(JsonNode rows) throws UnreadableAnswer {
        List<PositionRow> read = new ArrayList<>();
        for (JsonNode row : BinanceJson.array(rows, "positions")) {
            read.add(position(row));
        }
        requireDistinct(read);
        return read;
    }

    /** A symbol and side that comes twice contradicts itself and makes all rows unreadable. */
    static void requireDistinct(List<PositionRow> rows) throws UnreadableAnswer {
        Set<String> seen = new HashSet<>();
        for (PositionRow row : rows) {
            String leg = row.symbol() + ":" + row.positionSide();
            if (!seen.add(leg)) {
                throw new UnreadableAnswer("the position of " + leg + " comes twice");
            }
        }
    }

    private static PositionRow position(JsonNode row) throws UnreadableAnswer {
        return position(
                row, PositionFields.ANSWER, averageOrZero(row, "liquidationPrice"), wholeOrZero(row, "updateTime"));
    }

    /** A position, told at {@code at}; only a flat one may lack its entry price. */
    static PositionRow position(JsonNode row, PositionFields fields, Price liquidation, long at)
            throws UnreadableAnswer {
        BigDecimal amount = decimal(row, fields.amount());
        Price entry = averageOrZero(row, fields.entryPrice());
        if (amount.signum() != 0 && entry.units() == 0) {
            throw BinanceJson.absent(fields.entryPrice(), "the entry price of an open position");
        }
        return new PositionRow(
                symbol(row, fields.symbol()),
                knownWord(row, fields.positionSide(), PositionSide.values()),
                amount,
                entry,
                liquidation,
                at);
    }
}
