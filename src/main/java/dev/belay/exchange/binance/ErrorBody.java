package dev.belay.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * What a body says of an error (binance-api §3.4): a code and a text, or only a text, or a page of HTML.
 *
 * @param code Binance's code, always negative; empty when the body has none
 * @param text the exchange's words, one short line
 */
record ErrorBody(OptionalInt code, String text) {

    static ErrorBody of(byte[] body) {
        try {
            JsonNode json = BinanceJson.tree(body);
            if (json.isObject() && json.path("msg").isTextual()) {
                return new ErrorBody(code(json), ShortText.of(json.path("msg").asText()));
            }
            if (json.isTextual()) {
                return new ErrorBody(OptionalInt.empty(), ShortText.of(json.asText()));
            }
            return new ErrorBody(json.isObject() ? code(json) : OptionalInt.empty(), "");
        } catch (UnreadableAnswer e) {
            return new ErrorBody(OptionalInt.empty(), plain(body));
        }
    }

    private static OptionalInt code(JsonNode json) throws UnreadableAnswer {
        BigDecimal code = BinanceJson.optionalDecimal(json, "code").orElse(BigDecimal.ZERO);
        boolean isError = code.signum() < 0 && code.scale() <= 0 && code.compareTo(BigDecimal.valueOf(-100_000)) > 0;
        return isError ? OptionalInt.of(code.intValueExact()) : OptionalInt.empty();
    }

    private static String plain(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 4 * ShortText.LONGEST), StandardCharsets.UTF_8);
        return start.stripLeading().startsWith("<") ? "a page of HTML" : ShortText.of(start);
    }

    /** Whether the exchange is not there for anybody, which it says in exactly these words (variant B). */
    boolean saysUnavailable() {
        return text.equals("Service Unavailable.") || text.equals("Service Unavailable");
    }

    /** The words, or what there is instead of them. */
    String orNothing() {
        return text.isEmpty() ? "no text" : text;
    }
}
