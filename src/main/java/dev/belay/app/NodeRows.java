package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.journal.JournalHead;
import dev.belay.journal.JournalRow;
import dev.belay.journal.JournalRows;
import dev.belay.journal.RowJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The rows of the journal of a running node. */
record NodeRows(NodeClient node) implements JournalRows {

    @Override
    public List<JournalHead> heads() {
        return each(node.get("rows").path("journals"), RowJson::head);
    }

    /** A page has as many rows as the node likes to give. */
    @Override
    public List<JournalRow> rows(String persistenceId, long from, int limit) {
        return each(
                node.get("rows?journal=%s&from=%d".formatted(NodeClient.encoded(persistenceId), from))
                        .path("rows"),
                RowJson::read);
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        array.forEach(node -> all.add(read.apply(node)));
        return all;
    }
}
