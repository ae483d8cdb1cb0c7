package dev.belay.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.journal.JournalFormat;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Require;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a client posts, checked: {@link IllegalArgumentException} says which field is wrong and what was expected. */
sealed interface Wanted {

    Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,8})?");

    /** {@code POST /api/v1/open}. */
    record Open(Symbol symbol, Direction direction, BigDecimal usd, String by) implements Wanted {}

    /** {@code POST /api/v1/positions/{leg}/close}. */
    record Close(String reason, String by) implements Wanted {}

    /** {@code POST /api/v1/positions/{leg}/rebuild}. */
    record Rebuild(String because, String by) implements Wanted {}

    /** {@code POST /api/v1/positions/{leg}/policy}; without a policy the one in force is meant. */
    record Policy(Optional<String> policy, Optional<Price> stop, boolean override, String because, String by)
            implements Wanted {}

    static Open open(String body) {
        JsonNode node = fields(body, Set.of("symbol", "direction", "usd", "by"));
        String usd = text(node, "usd", 30);
        Require.argument(
                AMOUNT.matcher(usd).matches(), "usd: expected a decimal as text such as \"200\", was [%s]", usd);
        return new Open(
                new Symbol(text(node, "symbol", 40).toUpperCase(Locale.ROOT)),
                direction(text(node, "direction", 10)),
                new BigDecimal(usd),
                text(node, "by", 40));
    }

    static Close close(String body) {
        JsonNode node = fields(body, Set.of("reason", "by"));
        return new Close(text(node, "reason", 200), text(node, "by", 40));
    }

    static Rebuild rebuild(String body) {
        JsonNode node = fields(body, Set.of("because", "by"));
        return new Rebuild(text(node, "because", 200), text(node, "by", 40));
    }

    static Policy policy(String body) {
        JsonNode node = fields(body, Set.of("policy", "stop", "override", "because", "by"));
        Require.argument(node.has("policy") || node.has("stop"), "policy or stop: at least one of them is required");
        JsonNode override = node.path("override");
        Require.argument(override.isMissingNode() || override.isBoolean(), "override: expected true or false");
        return new Policy(
                node.has("policy") ? Optional.of(text(node, "policy", 40)) : Optional.empty(),
                node.has("stop") ? Optional.of(price(text(node, "stop", 30))) : Optional.empty(),
                override.asBoolean(),
                text(node, "because", 200),
                text(node, "by", 40));
    }

    private static Price price(String text) {
        Require.argument(
                AMOUNT.matcher(text).matches(), "stop: expected a price as text such as \"64000\", was [%s]", text);
        return Price.of(text);
    }

    private static JsonNode fields(String body, Set<String> known) {
        JsonNode node;
        try {
            node = JournalFormat.json().readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is not JSON: " + e.getOriginalMessage(), e);
        }
        Require.argument(node != null && node.isObject(), "the body is not a JSON object");
        node.fieldNames()
                .forEachRemaining(name -> Require.argument(
                        known.contains(name),
                        "unknown field [%s]; known are %s",
                        name,
                        known.stream().sorted().toList()));
        return node;
    }

    private static String text(JsonNode node, String name, int longest) {
        JsonNode value = node.get(name);
        Require.argument(value != null && value.isTextual(), "%s: a text is required", name);
        String text = value.textValue().strip();
        Require.argument(!text.isEmpty(), "%s: must not be empty", name);
        Require.argument(text.length() <= longest, "%s: at most %d characters, was %d", name, longest, text.length());
        Require.argument(text.chars().noneMatch(Character::isISOControl), "%s: must not hold control characters", name);
        return text;
    }

    private static Direction direction(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "long" -> Direction.LONG;
            case "short" -> Direction.SHORT;
            default ->
                throw new IllegalArgumentException("direction: expected long or short, was [%s]".formatted(text));
        };
    }
}
