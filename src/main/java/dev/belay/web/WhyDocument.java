package dev.belay.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import dev.belay.position.Why;
import dev.belay.position.WhyText;
import java.util.List;

/** Why a leg does what it does, as a JSON document and, within it, in lines for people. */
final class WhyDocument {

    private WhyDocument() {}

    static ObjectNode of(Why why) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        node.put("leg", why.leg().toString())
                .put("sequence", why.sequence())
                .put("phase", why.phase().name())
                .put("protection", why.protection().name());
        JsonFields.time(node, "now", why.now());
        beliefs(node.putArray("believed"), why.believed());
        why.unproven().forEach(node.putArray("unproven")::add);
        beliefs(node.putArray("wanted"), why.wanted());
        why.blocked().forEach(node.putArray("blocked")::add);
        WhyText.lines(why).forEach(node.putArray("text")::add);
        return node;
    }

    private static void beliefs(ArrayNode array, List<Why.Belief> beliefs) {
        for (Why.Belief belief : beliefs) {
            ObjectNode row = array.addObject();
            row.put("what", belief.what())
                    .put("event", belief.event())
                    .put("because", belief.because())
                    .put("proof", belief.proof());
            JsonFields.time(row, "provenAt", belief.provenAt());
            JsonFields.time(row, "seenAt", belief.seenAt());
        }
    }
}
