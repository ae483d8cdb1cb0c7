package dev.belay.exchange.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads JSON as tolerantly as Binance writes it (binance-api §4): numbers come as strings or numbers, "" and null mean
 * none. What is mandatory and absent makes the answer unreadable; it is never read as zero.
 */
final class BinanceJson {

    /** Digits before or after the point beyond which a number is nonsense, and expensive to compute with. */
    private static final int MOST_DIGITS = 40;

    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private BinanceJson() {}

    static JsonNode tree(byte[] body) throws UnreadableAnswer {
        try {
            return present(MAPPER.readTree(body));
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (NumberFormatException e) {
            throw notANumber();
        } catch (IOException e) {
            throw new UnreadableAnswer("not readable");
        }
    }

    static JsonNode tree(String text) throws UnreadableAnswer {
        try {
            return present(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (NumberFormatException e) {
            throw notANumber();
        }
    }

    /** Jackson throws this one unchecked, for a number like {@code 1e9999999999}. */
    static UnreadableAnswer notANumber() {
        return new UnreadableAnswer("a number beyond all size");
    }

    /** Says where, not what: the text may hold a key. */
    static UnreadableAnswer notJson(JsonProcessingException problem) {
        long at = problem.getLocation() == null
                ? 0
                : Math.max(0, problem.getLocation().getColumnNr());
        return new UnreadableAnswer("not JSON, or cut off, at column " + at);
    }

    private static JsonNode present(JsonNode node) throws UnreadableAnswer {
        if (node.isMissingNode()) {
            throw new UnreadableAnswer("empty");
        }
        return node;
    }

    static JsonNode object(JsonNode node, String field) throws UnreadableAnswer {
        JsonNode value = node.path(field);
        if (!value.isObject()) {
            throw absent(field, "an object");
        }
        return value;
    }

    static JsonNode array(JsonNode node, String what) throws UnreadableAnswer {
        if (!node.isArray()) {
            throw new UnreadableAnswer(what + ": expected a list");
        }
        return node;
    }

    /** The text of {@code field}; empty when it is absent, null or "". */
    static Optional<String> optionalText(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
                ? Optional.of(value.asText())
                : Optional.empty();
    }

    static String text(JsonNode node, String field) throws UnreadableAnswer {
        return optionalText(node, field).orElseThrow(() -> absent(field, "a text"));
    }

    static long whole(JsonNode node, String field) throws UnreadableAnswer {
        try {
            return decimal(node, field).longValueExact();
        } catch (ArithmeticException e) {
            throw absent(field, "a whole number");
        }
    }

    /** The number of {@code field}, or zero when it is absent: only for times and ids that may be missing. */
    static long wholeOrZero(JsonNode node, String field) throws UnreadableAnswer {
        return optionalText(node, field).isEmpty() ? 0 : whole(node, field);
    }

    static boolean truth(JsonNode node, String field) throws UnreadableAnswer {
        String text = text(node, field);
        if (!text.equals("true") && !text.equals("false")) {
            throw absent(field, "true or false");
        }
        return text.equals("true");
    }

    /** Whether {@code field} says true; an absent one does not. */
    static boolean saysTrue(JsonNode node, String field) {
        return optionalText(node, field).filter("true"::equals).isPresent();
    }

    static Optional<BigDecimal> optionalDecimal(JsonNode node, String field) throws UnreadableAnswer {
        Optional<String> text = optionalText(node, field);
        return text.isEmpty() ? Optional.empty() : Optional.of(parsed(text.get(), field));
    }

    static BigDecimal decimal(JsonNode node, String field) throws UnreadableAnswer {
        return parsed(text(node, field), field);
    }

    private static BigDecimal parsed(String text, String field) throws UnreadableAnswer {
        if (text.length() > 2 * MOST_DIGITS) {
            throw absent(field, "a number");
        }
        try {
            BigDecimal value = new BigDecimal(text);
            if (Math.abs((long) value.scale()) > MOST_DIGITS) {
                throw absent(field, "a number of sensible size");
            }
            return value;
        } catch (NumberFormatException e) {
            throw absent(field, "a number");
        }
    }

    static Quantity quantity(JsonNode node, String field) throws UnreadableAnswer {
        return quantity(decimal(node, field), field);
    }

    static Quantity quantityOrZero(JsonNode node, String field) throws UnreadableAnswer {
        Optional<BigDecimal> value = optionalDecimal(node, field);
        return value.isEmpty() ? Quantity.ZERO : quantity(value.get(), field);
    }

    private static Quantity quantity(BigDecimal value, String field) throws UnreadableAnswer {
        try {
            return Quantity.of(value);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw absent(field, "a quantity of at most 8 decimals that is not negative");
        }
    }

    /** A price that the exchange takes or quotes: positive and exact. */
    static Price price(JsonNode node, String field) throws UnreadableAnswer {
        try {
            Price price = Price.of(decimal(node, field));
            if (price.units() > 0) {
                return price;
            }
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw absent(field, "a price of at most 8 decimals");
        }
        throw absent(field, "a price above zero");
    }

    /** An average or computed price, rounded to the digits of a price; zero and negative ones mean none. */
    static Price averageOrZero(JsonNode node, String field) throws UnreadableAnswer {
        Optional<BigDecimal> value = optionalDecimal(node, field);
        try {
            return value.isEmpty() || value.get().signum() <= 0 ? Price.ZERO : Price.nearest(value.get());
        } catch (ArithmeticException e) {
            throw absent(field, "a price");
        }
    }

    static Symbol symbol(JsonNode node, String field) throws UnreadableAnswer {
        try {
            return new Symbol(text(node, field));
        } catch (IllegalArgumentException e) {
            throw absent(field, "a symbol");
        }
    }

    /** The word of {@code field} as one of {@code known}; empty for a word that is not among them. */
    static <E extends Enum<E>> Optional<E> word(JsonNode node, String field, E[] known) throws UnreadableAnswer {
        String text = text(node, field);
        for (E value : known) {
            if (value.name().equals(text)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    static <E extends Enum<E>> E knownWord(JsonNode node, String field, E[] known) throws UnreadableAnswer {
        return word(node, field, known).orElseThrow(() -> absent(field, "a word that is known"));
    }

    static UnreadableAnswer absent(String field, String expected) {
        return new UnreadableAnswer("field " + field + ": expected " + expected);
    }
}
