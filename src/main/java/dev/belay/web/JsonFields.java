package dev.belay.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How values are written in every document: decimals as text, times twice. */
final class JsonFields {

    private JsonFields() {}

    /** A decimal, a level or a name as text; null stays null. */
    static void text(ObjectNode node, String name, @Nullable Object value) {
        node.put(name, value == null ? null : String.valueOf(value));
    }

    /** A time in epoch milliseconds, and beside it, for people, in UTC; null for 0, which is never. */
    static void time(ObjectNode node, String name, long millis) {
        if (millis == 0) {
            node.putNull(name).putNull(name + "Utc");
        } else {
            node.put(name, millis)
                    .put(name + "Utc", Instant.ofEpochMilli(millis).toString());
        }
    }
}
