package dev.belay.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How a {@link JournalRow} lies in its table. */
final class RowColumns {

    /** For a SELECT that {@link #row} can read. */
    static final String ALL = "\"persistence_id\", \"sequence_number\", \"ordering\", \"writer\","
            + " \"write_timestamp\", \"adapter_manifest\", \"event_ser_id\", \"event_ser_manifest\","
            + " \"event_payload\", \"chain_hash\", \"deleted\", \"meta_payload\", \"meta_ser_id\","
            + " \"meta_ser_manifest\"";

    private RowColumns() {}

    /** The row at which {@code rows} stands. */
    static JournalRow row(ResultSet rows) throws SQLException {
        return new JournalRow(
                rows.getString("persistence_id"),
                rows.getLong("sequence_number"),
                rows.getLong("ordering"),
                rows.getString("writer"),
                rows.getLong("write_timestamp"),
                rows.getString("adapter_manifest"),
                rows.getInt("event_ser_id"),
                rows.getString("event_ser_manifest"),
                Payload.of(rows.getBytes("event_payload")),
                orEmpty(rows.getString("chain_hash")),
                isMarked(rows));
    }

    private static boolean isMarked(ResultSet rows) throws SQLException {
        return rows.getBoolean("deleted")
                || rows.getObject("meta_payload") != null
                || rows.getObject("meta_ser_id") != null
                || rows.getObject("meta_ser_manifest") != null;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
