package dev.belay.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Require;

/**
 * A row as JSON, for files and for the HTTP API. An event that is text stays text, so that people can read it, and is kept
 * as it is to the byte, so that its hash can be checked.
 */
public final class RowJson {

    private RowJson() {}

    /** The row as a document. */
    public static ObjectNode of(JournalRow row) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("journal", row.persistenceId())
                .put("sequence", row.sequence())
                .put("ordering", row.ordering())
                .put("writer", row.writer())
                .put("writtenAt", row.writtenAt())
                .put("adapterManifest", row.adapterManifest())
                .put("serializer", row.serializer())
                .put("name", row.manifest());
        row.payload()
                .text()
                .ifPresentOrElse(
                        text -> node.put("event", text),
                        () -> node.put("base64", row.payload().base64()));
        node.put("hash", row.hash());
        if (row.marked()) {
            node.put("marked", true);
        }
        return node;
    }

    /** The row that {@code node} tells; throws {@link IllegalArgumentException} with the field that is wrong. */
    public static JournalRow read(JsonNode node) {
        return new JournalRow(
                text(node, "journal"),
                number(node, "sequence"),
                number(node, "ordering"),
                text(node, "writer"),
                number(node, "writtenAt"),
                text(node, "adapterManifest"),
                Math.toIntExact(number(node, "serializer")),
                text(node, "name"),
                node.has("event") ? Payload.ofText(text(node, "event")) : Payload.ofBase64(text(node, "base64")),
                text(node, "hash"),
                node.path("marked").asBoolean());
    }

    /** A head as a document. */
    public static ObjectNode of(JournalHead head) {
        return JournalFormat.json()
                .createObjectNode()
                .put("journal", head.persistenceId())
                .put("sequence", head.sequence())
                .put("hash", head.hash());
    }

    /** The head that {@code node} tells; throws {@link IllegalArgumentException} with the field that is wrong. */
    public static JournalHead head(JsonNode node) {
        return new JournalHead(text(node, "journal"), number(node, "sequence"), text(node, "hash"));
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        Require.argument(value != null && value.isTextual(), "%s: a text is missing", name);
        return value.textValue();
    }

    private static long number(JsonNode node, String name) {
        JsonNode value = node.get(name);
        Require.argument(value != null && value.canConvertToExactIntegral(), "%s: a whole number is missing", name);
        return value.longValue();
    }
}
