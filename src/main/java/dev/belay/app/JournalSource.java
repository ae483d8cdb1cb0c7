package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.journal.JournalReader;
import dev.belay.money.LegId;
import dev.belay.web.JournalDocument;

/** Where the commands read the journal: from the running node, or with the node down from its database. */
interface JournalSource {

    JsonNode legs();

    JsonNode events(LegId leg, long from, long to);

    JsonNode state(LegId leg, long at);

    static JournalSource of(Settings settings) {
        return NodeClient.find(settings.home())
                .<JournalSource>map(NodeJournal::new)
                .orElseGet(() -> new DatabaseJournal(
                        settings.database().journal().readOnly().reader()));
    }

    /** Of the running node. */
    record NodeJournal(NodeClient node) implements JournalSource {

        @Override
        public JsonNode legs() {
            return node.get("journal");
        }

        @Override
        public JsonNode events(LegId leg, long from, long to) {
            return node.get("journal/%s?from=%d&to=%d".formatted(leg, from, to));
        }

        @Override
        public JsonNode state(LegId leg, long at) {
            return node.get("journal/%s/state?at=%d".formatted(leg, at));
        }
    }

    /** Of the database. */
    record DatabaseJournal(JournalReader reader) implements JournalSource {

        @Override
        public JsonNode legs() {
            return JournalDocument.legs(reader);
        }

        @Override
        public JsonNode events(LegId leg, long from, long to) {
            return JournalDocument.events(reader, leg, from, to);
        }

        @Override
        public JsonNode state(LegId leg, long at) {
            return JournalDocument.state(reader, leg, at)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCodes.REFUSED, "the journal of %s has no event number %d".formatted(leg, at)));
        }
    }
}
