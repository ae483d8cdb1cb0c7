package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.journal.JournalDatabase;
import dev.belay.journal.JournalPoint;
import dev.belay.journal.JournalReader;
import dev.belay.journal.JournalRows;
import dev.belay.money.LegId;
import dev.belay.web.JournalDocument;
import java.util.Optional;

/** Where the commands read the journal: from the running node, or with the node down from its database. */
interface JournalSource {

    JsonNode legs();

    JsonNode events(LegId leg, long from, long to);

    /** What the leg was at {@code at}, which {@link JournalPoint} can read. */
    JsonNode state(LegId leg, String at);

    /** What is different at {@code to} from {@code from}. */
    JsonNode difference(LegId leg, String from, String to);

    /** The newest {@code limit} events after the place {@code after}, of one leg or of all. */
    JsonNode newest(Optional<LegId> leg, long after, int limit);

    /** The rows as they are stored. */
    JournalRows rows();

    /** Of the node of this home; when none runs there, of its database. */
    static JournalSource of(Settings settings) {
        return NodeClient.find(settings.home())
                .<JournalSource>map(NodeJournal::new)
                .orElseGet(() -> of(settings.database().journal()));
    }

    /** Straight from the database. */
    static JournalSource of(JournalDatabase database) {
        return new DatabaseJournal(database.readOnly().reader());
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
        public JsonNode state(LegId leg, String at) {
            return node.get("journal/%s/state?at=%s".formatted(leg, NodeClient.encoded(at)));
        }

        @Override
        public JsonNode difference(LegId leg, String from, String to) {
            return node.get(
                    "journal/%s/diff?from=%s&to=%s".formatted(leg, NodeClient.encoded(from), NodeClient.encoded(to)));
        }

        @Override
        public JsonNode newest(Optional<LegId> leg, long after, int limit) {
            String only = leg.map(one -> "&leg=" + one).orElse("");
            return node.get("events?after=%d&limit=%d%s".formatted(after, limit, only));
        }

        @Override
        public JournalRows rows() {
            return new NodeRows(node);
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
        public JsonNode state(LegId leg, String at) {
            return JournalDocument.state(reader, leg, point(at)).orElseThrow(() -> none(leg, at));
        }

        @Override
        public JsonNode difference(LegId leg, String from, String to) {
            return JournalDocument.difference(reader, leg, point(from), point(to))
                    .orElseThrow(() -> none(leg, to));
        }

        private static JournalPoint point(String text) {
            try {
                return JournalPoint.parse(text);
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(ExitCodes.USAGE, String.valueOf(e.getMessage()));
            }
        }

        private static CommandFailure none(LegId leg, String at) {
            return new CommandFailure(
                    ExitCodes.REFUSED,
                    "the journal of %s has no event at %s. See: belay journal show %s".formatted(leg, at, leg));
        }

        @Override
        public JsonNode newest(Optional<LegId> leg, long after, int limit) {
            return JournalDocument.newest(reader, leg, after, limit);
        }

        @Override
        public JournalRows rows() {
            return reader.rows();
        }
    }
}
