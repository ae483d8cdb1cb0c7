package dev.belay.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import java.util.TreeSet;

/** What is different between two documents of one shape, field by field. */
final class StateDifference {

    private StateDifference() {}

    /** Each value that is not the same: its field, as a path of names, and what it was and is; null where it is not there. */
    static ArrayNode of(JsonNode from, JsonNode to) {
        ArrayNode changes = JournalFormat.json().createArrayNode();
        compare(changes, "", from, to);
        return changes;
    }

    private static void compare(ArrayNode changes, String path, JsonNode from, JsonNode to) {
        if (from.equals(to)) {
            return;
        }
        if (hasFields(from) && hasFields(to)) {
            var names = new TreeSet<String>();
            from.fieldNames().forEachRemaining(names::add);
            to.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(changes, join(path, name), orNull(from, name), orNull(to, name)));
        } else if (hasFields(from) || hasFields(to)) {
            eachLeaf(changes, path, hasFields(from) ? from : to, hasFields(from));
        } else {
            change(changes, path, from, to);
        }
    }

    /** A part that appeared or went away is told by its values. */
    private static void eachLeaf(ArrayNode changes, String path, JsonNode part, boolean gone) {
        if (!hasFields(part)) {
            change(changes, path, gone ? part : NullNode.instance, gone ? NullNode.instance : part);
            return;
        }
        part.properties().forEach(field -> eachLeaf(changes, join(path, field.getKey()), field.getValue(), gone));
    }

    private static void change(ArrayNode changes, String path, JsonNode from, JsonNode to) {
        if (!from.equals(to)) {
            ObjectNode change = changes.addObject().put("field", path);
            change.set("from", from);
            change.set("to", to);
        }
    }

    private static boolean hasFields(JsonNode node) {
        return node.isObject() && !node.isEmpty();
    }

    private static JsonNode orNull(JsonNode node, String name) {
        return node.has(name) ? node.get(name) : NullNode.instance;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
