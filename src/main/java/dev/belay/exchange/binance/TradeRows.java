package dev.belay.exchange.binance;

import static dev.belay.exchange.binance.BinanceJson.decimal;
import static dev.belay.exchange.binance.BinanceJson.knownWord;
import static dev.belay.exchange.binance.BinanceJson.optionalDecimal;
import static dev.belay.exchange.binance.BinanceJson.optionalText;
import static dev.belay.exchange.binance.BinanceJson.price;
import static dev.belay.exchange.binance.BinanceJson.quantity;
import static dev.belay.exchange.binance.BinanceJson.saysTrue;
import static dev.belay.exchange.binance.BinanceJson.symbol;
import static dev.belay.exchange.binance.BinanceJson.text;
import static dev.belay.exchange.binance.BinanceJson.whole;
import static dev.belay.exchange.binance.BinanceJson.wholeOrZero;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.exchange.Answer;
import dev.belay.exchange.Answer.Trade;
import dev.belay.money.PositionSide;
import dev.belay.money.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads fills, as {@code userTrades} lists them and as the user stream tells them (binance-api §6, §10.2). */
final class TradeRows {

    /** The most that one answer holds; a full one may not be all. */
    static final int PAGE = 1_000;

    private TradeRows() {}

    /** Fills in the order of their ids. */
    static Answer.Trades read(JsonNode rows) throws UnreadableAnswer {
        List<Trade> trades = new ArrayList<>();
        for (JsonNode row : BinanceJson.array(rows, "fills")) {
            trades.add(ofRow(row));
        }
        trades.sort(Comparator.comparingLong(Trade::id));
        return new Answer.Trades(trades, trades.size() < PAGE);
    }

    private static Trade ofRow(JsonNode row) throws UnreadableAnswer {
        return new Trade(
                symbol(row, "symbol"),
                knownWord(row, "positionSide", PositionSide.values()),
                whole(row, "id"),
                whole(row, "orderId"),
                "",
                knownWord(row, "side", Side.values()),
                quantity(row, "qty"),
                price(row, "price"),
                decimal(row, "realizedPnl"),
                decimal(row, "commission"),
                text(row, "commissionAsset"),
                saysTrue(row, "maker"),
                whole(row, "time"));
    }

    /** The fill in {@code order} of an ORDER_TRADE_UPDATE; a liquidation may lack the commission. */
    static Trade ofEvent(JsonNode order, long at) throws UnreadableAnswer {
        long time = wholeOrZero(order, "T");
        return new Trade(
                symbol(order, "s"),
                knownWord(order, "ps", PositionSide.values()),
                whole(order, "t"),
                whole(order, "i"),
                text(order, "c"),
                knownWord(order, "S", Side.values()),
                quantity(order, "l"),
                price(order, "L"),
                optionalDecimal(order, "rp").orElse(BigDecimal.ZERO),
                optionalDecimal(order, "n").orElse(BigDecimal.ZERO),
                optionalText(order, "N").orElse(""),
                saysTrue(order, "m"),
                time > 0 ? time : at);
    }
}
