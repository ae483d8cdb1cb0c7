package dev.belay.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalEntry;
import dev.belay.journal.JournalFormat;
import dev.belay.journal.JournalReader;
import dev.belay.journal.UnreadableJournal;
import dev.belay.money.LegId;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.LegText;
import dev.belay.view.LegView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The journal as JSON documents; the same from a running node and, with the node down, from the database. */
public final class JournalDocument {

    private JournalDocument() {}

    /** All legs that have a journal. */
    public static ObjectNode legs(JournalReader journal) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        ArrayNode legs = node.putArray("legs");
        for (JournalReader.Summary summary : journal.legs()) {
            ObjectNode row = legs.addObject();
            row.put("leg", summary.leg().toString()).put("events", summary.events());
            JsonFields.time(row, "firstAt", summary.firstAt());
            JsonFields.time(row, "lastAt", summary.lastAt());
        }
        return node;
    }

    /** The events {@code from} to {@code to}, both included; none when there are none. */
    public static ObjectNode events(JournalReader journal, LegId leg, long from, long to) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("leg", leg.toString());
        ArrayNode events = node.putArray("events");
        for (JournalReader.Stored stored : journal.stored(leg, from, to)) {
            ObjectNode row = events.addObject();
            row.put("sequence", stored.sequence()).put("name", stored.name());
            describe(row, stored);
        }
        return node;
    }

    /** A damaged event is shown as it is stored: whoever looks for it must be able to see it. */
    private static void describe(ObjectNode row, JournalReader.Stored stored) {
        try {
            LegEvent event = JournalFormat.read(stored.name(), stored.json().getBytes(StandardCharsets.UTF_8));
            JsonFields.time(row, "at", event.at());
            row.put("text", LegText.of(event));
            row.set("event", JournalFormat.json().valueToTree(event));
        } catch (UnreadableJournal e) {
            row.put("text", "UNREADABLE: " + e.getMessage());
            row.put("stored", stored.json());
        }
    }

    /** What the first {@code at} events add up to; empty when there are not so many. */
    public static Optional<ObjectNode> state(JournalReader journal, LegId leg, long at) {
        List<JournalEntry> entries = at < 1 ? List.of() : journal.counting(leg, at);
        if (entries.isEmpty() || entries.get(entries.size() - 1).sequence() != at) {
            return Optional.empty();
        }
        Leg state =
                Leg.flat(leg).after(entries.stream().map(JournalEntry::event).toList());
        JournalEntry newest = entries.get(entries.size() - 1);
        var last = new LegView.Last(
                newest.sequence(), LegText.of(newest.event()), newest.event().at());
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("leg", leg.toString()).put("sequence", at);
        node.set("summary", LegDocument.of(LegView.of(state, null, last, 0)));
        node.set("state", JournalFormat.json().valueToTree(state));
        return Optional.of(node);
    }
}
