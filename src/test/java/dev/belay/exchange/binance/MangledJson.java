package dev.belay.exchange.binance;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Binance does to its own JSON (binance-api §4, §15), done to a sample. */
final class MangledJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MangledJson() {}

    /** Pointers to everything in {@code json} that is no object and no list. */
    static List<JsonPointer> leaves(JsonNode json) {
        List<JsonPointer> found = new ArrayList<>();
        collect(json, JsonPointer.empty(), found);
        return found;
    }

    private static void collect(JsonNode json, JsonPointer at, List<JsonPointer> found) {
        if (json.isObject()) {
            json.properties().forEach(field -> collect(field.getValue(), at.appendProperty(field.getKey()), found));
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                collect(json.get(i), at.appendIndex(i), found);
            }
        } else {
            found.add(at);
        }
    }

    /** The same value in other writings: a number as text, a text as number, with other zeros. */
    static List<JsonNode> writings(JsonNode leaf) {
        if (leaf.isNumber()) {
            return List.of(TextNode.valueOf(leaf.asText()));
        }
        if (!leaf.isTextual() || !leaf.asText().matches("-?\\d+(\\.\\d+)?")) {
            return leaf.isBoolean() ? List.of(TextNode.valueOf(leaf.asText())) : List.of();
        }
        BigDecimal value = new BigDecimal(leaf.asText());
        return List.of(
                DecimalNode.valueOf(value),
                TextNode.valueOf(value.setScale(value.scale() + 3).toPlainString()),
                TextNode.valueOf(value.stripTrailingZeros().toPlainString()));
    }

    /** No value, or none of the kind that belongs here. */
    static Map<String, JsonNode> losses() {
        Map<String, JsonNode> losses = new LinkedHashMap<>();
        losses.put("missing", NODES.missingNode());
        losses.put("null", NODES.nullNode());
        losses.put("empty", TextNode.valueOf(""));
        losses.put("word", TextNode.valueOf("INVENTED_TOMORROW"));
        losses.put("NaN", TextNode.valueOf("NaN"));
        losses.put("huge", TextNode.valueOf("1e999999999"));
        losses.put("long", TextNode.valueOf("9".repeat(5_000)));
        losses.put("object", NODES.objectNode().put("a", 1));
        losses.put("list", NODES.arrayNode().add(1));
        return losses;
    }

    /** {@code json} with {@code value} at {@code at}; a missing node takes the field away. */
    static JsonNode with(JsonNode json, JsonPointer at, JsonNode value) {
        JsonNode copy = json.deepCopy();
        JsonNode parent = copy.at(at.head());
        String name = at.last().getMatchingProperty();
        if (parent instanceof ArrayNode list) {
            list.set(at.last().getMatchingIndex(), value.isMissingNode() ? NODES.nullNode() : value);
        } else if (value.isMissingNode()) {
            ((ObjectNode) parent).remove(name);
        } else {
            ((ObjectNode) parent).set(name, value);
        }
        return copy;
    }

    /** The same fields in reverse order and, in every object, fields that nobody knows. */
    static JsonNode ofTomorrow(JsonNode json) {
        if (json.isArray()) {
            ArrayNode list = NODES.arrayNode();
            json.forEach(element -> list.add(ofTomorrow(element)));
            return list;
        }
        if (!json.isObject()) {
            return json;
        }
        ObjectNode node = NODES.objectNode();
        node.putObject("zz").put("deep", 1).putArray("list").add("x");
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(json.properties());
        Collections.reverse(fields);
        fields.forEach(field -> node.set(field.getKey(), ofTomorrow(field.getValue())));
        return node.put("zy", "");
    }
}
