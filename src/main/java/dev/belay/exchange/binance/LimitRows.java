package dev.belay.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.exchange.RateBudget.Limits;

/** Reads published limits (binance-api §3.1). A row that this version does not know, or cannot read, limits nothing. */
final class LimitRows {

    private static final int UNSAID = Integer.MAX_VALUE;

    private LimitRows() {}

    /** The limits among {@code rows}; {@link Limits#UNSAID} where there is none. */
    static Limits read(JsonNode rows) {
        Limits limits = Limits.UNSAID;
        for (JsonNode row : rows) {
            limits = limits.atMost(limit(row));
        }
        return limits;
    }

    private static Limits limit(JsonNode row) {
        try {
            long most = BinanceJson.whole(row, "limit");
            String window = BinanceJson.text(row, "rateLimitType") + " " + BinanceJson.whole(row, "intervalNum") + " "
                    + BinanceJson.text(row, "interval");
            return most > 0 && most < UNSAID ? limit(window, (int) most) : Limits.UNSAID;
        } catch (UnreadableAnswer unreadable) {
            return Limits.UNSAID;
        }
    }

    private static Limits limit(String window, int most) {
        return switch (window) {
            case "REQUEST_WEIGHT 1 MINUTE" -> new Limits(most, UNSAID, UNSAID);
            case "ORDERS 10 SECOND" -> new Limits(UNSAID, most, UNSAID);
            case "ORDERS 1 MINUTE" -> new Limits(UNSAID, UNSAID, most);
            default -> Limits.UNSAID;
        };
    }
}
