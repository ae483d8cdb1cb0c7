package dev.belay.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import dev.belay.position.HeldPosition;
import dev.belay.position.lookup.Attempt;
import dev.belay.position.lookup.LookupResult;
import dev.belay.position.lookup.LookupTally;
import dev.belay.position.lookup.Source;
import java.util.Locale;

/** Lookups as JSON documents. */
final class LookupDocument {

    private LookupDocument() {}

    /** One lookup; {@code method} is {@code aborted} and {@code position} null when nobody could answer. */
    static ObjectNode of(LookupResult result) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("leg", result.leg().toString())
                .put("method", result.source().map(LookupDocument::name).orElse("aborted"))
                .put("micros", result.micros());
        node.set("position", result.position().map(LookupDocument::position).orElse(null));
        ArrayNode tried = node.putArray("tried");
        for (Attempt attempt : result.tried()) {
            tried.addObject()
                    .put("method", name(attempt.source()))
                    .put("hit", attempt.hit())
                    .put("micros", attempt.micros())
                    .put("said", attempt.said());
        }
        return node;
    }

    /** The count of a day. */
    static ObjectNode of(LookupTally.Summary summary) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("hours", 24).put("total", summary.total());
        ObjectNode methods = node.putObject("byMethod");
        for (Source source : Source.values()) {
            methods.putObject(name(source))
                    .put("lookups", summary.answersOf(source))
                    .put("perTenThousand", summary.perTenThousand(source))
                    .put("slowestOfAHundredMicros", summary.slowest().getOrDefault(source, 0L));
        }
        methods.putObject("aborted").put("lookups", summary.aborted());
        ArrayNode alarms = node.putArray("alarms");
        LookupTally.alarms(summary).forEach(alarms::add);
        return node;
    }

    private static ObjectNode position(HeldPosition held) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        JsonFields.text(node, "direction", held.direction());
        JsonFields.text(node, "quantity", held.quantity());
        node.put("standing", held.standing().name());
        JsonFields.time(node, "provenAt", held.provenAt());
        return node;
    }

    private static String name(Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }
}
