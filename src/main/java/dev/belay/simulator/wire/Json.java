package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.simulator.engine.ExchangeError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/** JSON and the two ways in which Binance writes decimals: padded and trimmed (binance-api §4, §16.6). */
final class Json {

    private static final int MONEY_DECIMALS = 8;

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static <T> ArrayNode array(List<T> values, Function<T, ? extends JsonNode> writer) {
        ArrayNode array = array();
        values.forEach(value -> array.add(writer.apply(value)));
        return array;
    }

    static ObjectNode success(String message) {
        return object().put("code", 200).put("msg", message);
    }

    static ObjectNode error(ExchangeError error) {
        return object().put("code", error.code()).put("msg", error.text());
    }

    /** Without trailing zeros, never with an exponent: {@code "0.02"}. */
    static String trimmed(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0
                ? stripped.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
                : stripped.toPlainString();
    }

    /** With exactly so many decimals: {@code "0.020"}. */
    static String padded(BigDecimal value, int decimals) {
        return value.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** An amount of USDT: 8 decimals. */
    static String money(BigDecimal value) {
        return padded(value, MONEY_DECIMALS);
    }
}
