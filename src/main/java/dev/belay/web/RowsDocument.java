package dev.belay.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import dev.belay.journal.JournalRows;
import dev.belay.journal.RowJson;

/** The journal's rows as they are stored, page by page, for those who check or keep them. */
final class RowsDocument {

    private RowsDocument() {}

    /** The newest row of every journal, also of the cluster's own. */
    static ObjectNode heads(JournalRows journal) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        ArrayNode heads = node.putArray("journals");
        journal.heads().forEach(head -> heads.add(RowJson.of(head)));
        return node;
    }

    /** A page of a journal from the number {@code from} on. */
    static ObjectNode page(JournalRows journal, String persistenceId, long from) {
        ObjectNode node = JournalFormat.json().createObjectNode();
        ArrayNode rows = node.putArray("rows");
        journal.rows(persistenceId, from, JournalRows.PAGE).forEach(row -> rows.add(RowJson.of(row)));
        return node;
    }
}
