package dev.belay.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.market.PriceKind;
import java.util.Optional;

/** What Binance calls the price that triggers an order (binance-api §8.2). */
final class PriceWords {

    private static final String MARK = "MARK_PRICE";
    private static final String LAST = "CONTRACT_PRICE";

    private PriceWords() {}

    static String workingType(PriceKind kind) {
        return kind == PriceKind.MARK ? MARK : LAST;
    }

    /** Which price triggers the conditional order of {@code row}, if its {@code field} says so. */
    static Optional<PriceKind> triggeredBy(JsonNode row, String field) {
        String word = BinanceJson.optionalText(row, field).orElse("");
        return switch (word) {
            case MARK -> Optional.of(PriceKind.MARK);
            case LAST -> Optional.of(PriceKind.LAST);
            default -> Optional.empty();
        };
    }
}
