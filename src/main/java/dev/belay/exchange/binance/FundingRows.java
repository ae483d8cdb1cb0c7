package dev.belay.exchange.binance;

import static dev.belay.exchange.binance.BinanceJson.decimal;
import static dev.belay.exchange.binance.BinanceJson.symbol;
import static dev.belay.exchange.binance.BinanceJson.text;
import static dev.belay.exchange.binance.BinanceJson.whole;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.exchange.Answer;
import dev.belay.exchange.Answer.Funding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads payments of funding, as {@code income} lists them (binance-api §6). */
final class FundingRows {

    /** The kind of income that is funding. */
    static final String TYPE = "FUNDING_FEE";

    /** The most that one answer holds; a full one may not be all. */
    static final int PAGE = 1_000;

    private FundingRows() {}

    /** Payments in the order of their times; a row of another kind makes the answer unreadable. */
    static Answer.Fundings read(JsonNode rows) throws UnreadableAnswer {
        List<Funding> payments = new ArrayList<>();
        for (JsonNode row : BinanceJson.array(rows, "payments of funding")) {
            AnswerReader.requireSame("income", TYPE, text(row, "incomeType"));
            payments.add(new Funding(
                    symbol(row, "symbol"),
                    whole(row, "tranId"),
                    decimal(row, "income"),
                    text(row, "asset"),
                    whole(row, "time")));
        }
        payments.sort(Comparator.comparingLong(Funding::at));
        return new Answer.Fundings(payments, payments.size() < PAGE);
    }
}
