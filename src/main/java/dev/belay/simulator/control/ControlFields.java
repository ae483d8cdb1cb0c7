package dev.belay.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Require;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields of a request. Reading one checks it: an {@link IllegalArgumentException} names it and what it must be. */
final class ControlFields {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,8})?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,15}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private final JsonNode node;

    private ControlFields(JsonNode node) {
        this.node = node;
    }

    /** The fields of a body, which may be empty when there are none. */
    static ControlFields ofBody(String body, List<String> known) {
        JsonNode node;
        try {
            node = body.isBlank() ? MAPPER.createObjectNode() : MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is not JSON: " + e.getOriginalMessage(), e);
        }
        Require.argument(node.isObject(), "the body is not a JSON object");
        return checked(node, known);
    }

    /** The parameters of a query. */
    static ControlFields ofQuery(Map<String, String> query, List<String> known) {
        ObjectNode node = MAPPER.createObjectNode();
        query.forEach(node::put);
        return checked(node, known);
    }

    private static ControlFields checked(JsonNode node, List<String> known) {
        node.fieldNames()
                .forEachRemaining(name ->
                        Require.argument(known.contains(name), "unknown field [%s]; known are %s", name, known));
        return new ControlFields(node);
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Text, or a number as it was written. */
    String text(String name) {
        JsonNode value = node.path(name);
        boolean isPlain = value.isTextual() || value.isNumber();
        Require.argument(isPlain, "%s: expected a text, was [%s]", name, shown(value));
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    /** A short name of letters, digits, - and _. */
    String name(String name) {
        return matching(name, NAME, "1 to 32 letters, digits, - and _");
    }

    Symbol symbol() {
        String text = text("symbol").toUpperCase(Locale.ROOT);
        Require.argument(!text.isBlank(), "symbol: expected a symbol such as BTCUSDT, was [%s]", text);
        return new Symbol(text);
    }

    /** A decimal, perhaps negative. */
    BigDecimal decimal(String name) {
        return new BigDecimal(matching(name, DECIMAL, "a decimal such as \"0.5\""));
    }

    BigDecimal positive(String name) {
        BigDecimal value = decimal(name);
        Require.argument(value.signum() > 0, "%s: expected more than 0, was [%s]", name, value);
        return value;
    }

    Price price(String name) {
        return Price.of(positive(name).toPlainString());
    }

    Quantity quantity(String name) {
        return Quantity.of(positive(name).toPlainString());
    }

    long whole(String name, long least, long most, long otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        long value = Long.parseLong(matching(name, WHOLE, "a whole number"));
        Require.argument(
                value >= least && value <= most,
                "%s: expected a whole number from %s to %s, was [%s]",
                name,
                least,
                most,
                value);
        return value;
    }

    long whole(String name, long least, long most) {
        Require.argument(has(name), "%s: expected a whole number from %s to %s, was not given", name, least, most);
        return whole(name, least, most, least);
    }

    boolean flag(String name) {
        String text = node.path(name).asText();
        Require.argument(
                text.equals("true") || text.equals("false"), "%s: expected true or false, was [%s]", name, text);
        return text.equals("true");
    }

    /** One of an enum's words. */
    <E extends Enum<E>> E word(String name, Class<E> type) {
        String text = text(name).toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(word -> word.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s: expected one of %s, was [%s]"
                        .formatted(name, Arrays.toString(type.getEnumConstants()), text)));
    }

    /** A nested object. */
    Optional<JsonNode> object(String name) {
        JsonNode value = node.path(name);
        Require.argument(
                value.isMissingNode() || value.isNull() || value.isObject(), "%s: expected an object", name);
        return value.isObject() ? Optional.of(value) : Optional.empty();
    }

    /** The elements of a list, each an object with its own fields. */
    List<ControlFields> list(String name, List<String> known) {
        JsonNode value = node.path(name);
        Require.argument(value.isArray() && !value.isEmpty(), "%s: expected a list with at least one element", name);
        return value.valueStream().map(element -> checked(element, known)).toList();
    }

    private String matching(String name, Pattern pattern, String expected) {
        Require.argument(has(name), "%s: expected %s, was not given", name, expected);
        String text = text(name);
        Require.argument(pattern.matcher(text).matches(), "%s: expected %s, was [%s]", name, expected, text);
        return text;
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "nothing" : value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
