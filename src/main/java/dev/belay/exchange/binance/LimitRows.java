package dev.belay.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.exchange.RateBudget.Limits;

/** Reads published limits (binance-api §3.1). A row that this version does not know, or cannot read, limits nothing. */
final class LimitRows {

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
        int most = row.path("limit").asInt(0);
        if (most <= 0) {
            return Limits.UNSAID;
        }
        int unsaid = Integer.MAX_VALUE;
        String window = row.path("rateLimitType").asText() + " "
                + row.path("intervalNum").asInt(1) + " "
                + row.path("interval").asText();
        return switch (window) {
            case "REQUEST_WEIGHT 1 MINUTE" -> new Limits(most, unsaid, unsaid);
            case "ORDERS 10 SECOND" -> new Limits(unsaid, most, unsaid);
            case "ORDERS 1 MINUTE" -> new Limits(unsaid, unsaid, most);
            default -> Limits.UNSAID;
        };
    }
}
