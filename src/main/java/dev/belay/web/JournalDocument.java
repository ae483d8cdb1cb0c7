package dev.belay.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalEntry;
import dev.belay.journal.JournalFormat;
import dev.belay.journal.JournalHead;
import dev.belay.journal.JournalPoint;
import dev.belay.journal.JournalReader;
import dev.belay.journal.UnreadableJournal;
import dev.belay.money.LegId;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.LegText;
import dev.belay.view.LegView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The journal as JSON documents; the same from a running node and, with the node down, from the database. */
public final class JournalDocument {

    private JournalDocument() {}

    /** All legs that have a journal, with the newest row of each. */
    public static ObjectNode legs(JournalReader journal) {
        Map<String, JournalHead> heads = journal.rows().heads().stream()
                .filter(JournalHead::isOfLeg)
                .collect(Collectors.toMap(JournalHead::leg, head -> head));
        ObjectNode node = JournalFormat.json().createObjectNode();
        ArrayNode legs = node.putArray("legs");
        for (JournalReader.Summary summary : journal.legs()) {
            ObjectNode row = legs.addObject();
            row.put("leg", summary.leg().toString()).put("events", summary.events());
            JsonFields.time(row, "firstAt", summary.firstAt());
            JsonFields.time(row, "lastAt", summary.lastAt());
            JournalHead head = heads.get(summary.leg().toString());
            if (head != null) {
                row.put("sequence", head.sequence()).put("hash", head.hash());
            }
        }
        return node;
    }

    /** The newest {@code limit} events of one leg or of all that have a place after {@code after}, oldest first. */
    public static ObjectNode newest(JournalReader journal, Optional<LegId> leg, long after, int limit) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        ArrayNode events = node.putArray("events");
        for (JournalReader.Placed placed : journal.newest(leg, after, limit)) {
            ObjectNode row = events.addObject();
            row.put("leg", placed.leg().toString()).put("ordering", placed.ordering());
            event(row, placed.stored());
        }
        return node;
    }

    /** The events {@code from} to {@code to}, both included; none when there are none. */
    public static ObjectNode events(JournalReader journal, LegId leg, long from, long to) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("leg", leg.toString());
        ArrayNode events = node.putArray("events");
        for (JournalReader.Stored stored : journal.stored(leg, from, to)) {
            event(events.addObject(), stored);
        }
        return node;
    }

    private static void event(ObjectNode row, JournalReader.Stored stored) {
        row.put("sequence", stored.sequence()).put("name", stored.name());
        describe(row, stored);
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

    /** What the events up to {@code at} add up to; empty when there is no such event. */
    public static Optional<ObjectNode> state(JournalReader journal, LegId leg, JournalPoint at) {
        long sequence = at.sequence(journal, leg);
        List<JournalEntry> entries = sequence < 1 ? List.of() : journal.counting(leg, sequence);
        if (entries.isEmpty() || entries.get(entries.size() - 1).sequence() != sequence) {
            return Optional.empty();
        }
        Leg state =
                Leg.flat(leg).after(entries.stream().map(JournalEntry::event).toList());
        JournalEntry newest = entries.get(entries.size() - 1);
        var last = new LegView.Last(
                newest.sequence(), LegText.of(newest.event()), newest.event().at());
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("leg", leg.toString()).put("sequence", sequence);
        JsonFields.time(node, "at", newest.event().at());
        node.set("summary", LegDocument.of(LegView.of(state, null, last, 0)));
        node.set("state", JournalFormat.json().valueToTree(state));
        return Optional.of(node);
    }

    /** What is different in the state at {@code to} from that at {@code from}; empty when one of the two is none. */
    public static Optional<ObjectNode> difference(
            JournalReader journal, LegId leg, JournalPoint from, JournalPoint to) {
        Optional<ObjectNode> before = stateOrNothing(journal, leg, from);
        Optional<ObjectNode> after = stateOrNothing(journal, leg, to);
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("leg", leg.toString());
        node.set("from", place(before.get()));
        node.set("to", place(after.get()));
        node.set(
                "changes",
                StateDifference.of(before.get().path("state"), after.get().path("state")));
        return Optional.of(node);
    }

    /** Before the first event a leg is flat. */
    private static Optional<ObjectNode> stateOrNothing(JournalReader journal, LegId leg, JournalPoint at) {
        if (at.sequence(journal, leg) > 0) {
            return state(journal, leg, at);
        }
        ObjectNode flat = JournalFormat.json().createObjectNode().put("sequence", 0);
        JsonFields.time(flat, "at", 0);
        flat.set("state", JournalFormat.json().valueToTree(Leg.flat(leg)));
        return Optional.of(flat);
    }

    private static ObjectNode place(ObjectNode state) {
        return state.deepCopy().retain("sequence", "at", "atUtc");
    }
}
