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
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads orders and positions of REST answers (binance-api §6, §7, §8.3). */
final class OrderRows {

    /** The only conditional type that protects as Belay means it; others are not reported as stops. */
    static final String STOP_TYPE = "STOP_MARKET";

    private OrderRows() {}

    /** The type of a conditional order; the field has two names in the wild. */
    static String algoType(JsonNode row) throws UnreadableAnswer {
        return optionalText(row, "orderType").isPresent() ? text(row, "orderType") : text(row, "type");
    }

    static StopReport stop(JsonNode row) throws UnreadableAnswer {
        boolean closePosition = truth(row, "closePosition");
        return new StopReport(
                symbol(row, "symbol"),
                knownWord(row, "positionSide", PositionSide.values()),
                text(row, "clientAlgoId"),
                whole(row, "algoId"),
                word(row, "algoStatus", StopStatus.values()).orElse(StopStatus.OTHER),
                knownWord(row, "side", Side.values()),
                closePosition ? quantityOrZero(row, "quantity") : quantity(row, "quantity"),
                price(row, "triggerPrice"),
                closePosition,
                saysTrue(row, "reduceOnly"),
                quantityOrZero(row, "actualQty"),
                optionalText(row, "rm").map(ShortText::of).orElse(""),
                wholeOrZero(row, "updateTime"));
    }

    /** Open conditional orders of the type {@value #STOP_TYPE}; take-profits and trailing orders of others are left out. */
    static List<StopReport> stops(JsonNode rows) throws UnreadableAnswer {
        List<StopReport> reports = new ArrayList<>();
        for (JsonNode row : BinanceJson.array(rows, "open conditional orders")) {
            if (algoType(row).equals(STOP_TYPE)) {
                reports.add(stop(row));
            }
        }
        return reports;
    }

    static OrderReport order(JsonNode row) throws UnreadableAnswer {
        return new OrderReport(
                symbol(row, "symbol"),
                knownWord(row, "positionSide", PositionSide.values()),
                text(row, "clientOrderId"),
                whole(row, "orderId"),
                word(row, "status", OrderStatus.values()).orElse(OrderStatus.OTHER),
                knownWord(row, "side", Side.values()),
                quantity(row, "origQty"),
                quantity(row, "executedQty"),
                averageOrZero(row, "avgPrice"),
                saysTrue(row, "reduceOnly"),
                wholeOrZero(row, "updateTime"));
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
        BigDecimal amount = decimal(row, "positionAmt");
        return new PositionRow(
                symbol(row, "symbol"),
                knownWord(row, "positionSide", PositionSide.values()),
                amount,
                entryPrice(row, "entryPrice", amount),
                averageOrZero(row, "liquidationPrice"),
                wholeOrZero(row, "updateTime"));
    }

    /** The entry price of a position, which only a flat one may lack. */
    static Price entryPrice(JsonNode row, String field, BigDecimal amount) throws UnreadableAnswer {
        Price price = averageOrZero(row, field);
        if (amount.signum() != 0 && price.units() == 0) {
            throw BinanceJson.absent(field, "the entry price of an open position");
        }
        return price;
    }
}
