package dev.belay.journal;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/**
 * What is in the journal's database, in numbers.
 *
 * @param tables which version the tables have, and which this program needs
 * @param legs how many legs have a journal
 * @param events how many events they have together
 * @param snapshots how many snapshots there are
 * @param lastWrittenAt epoch milliseconds of the newest event; 0 when there is none
 * @param bytes what the database takes
 * @param fingerprint one hash over the newest rows of all legs: another one when anything at all was added or changed
 */
public record JournalState(
        JournalSchema.Versions tables,
        long legs,
        long events,
        long snapshots,
        long lastWrittenAt,
        long bytes,
        String fingerprint) {

    private static final String EVENTS =
            "SELECT COUNT(*), COALESCE(MAX(\"write_timestamp\"), 0) FROM \"event_journal\" WHERE \"persistence_id\" LIKE 'leg|%'";

    /** Of {@code database}; throws {@link JournalDatabase.Unavailable}, also when the tables are of another version. */
    public static JournalState of(JournalDatabase database) {
        JournalSchema.Versions tables = database.schema().versions();
        if (!tables.isCurrent()) {
            throw new JournalDatabase.Unavailable(
                    "the tables of %s are of version [%s], this program needs %s. Run: belay db migrate"
                            .formatted(database.url(), tables.current(), tables.known()),
                    null);
        }
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            List<JournalHead> heads = DatabaseRows.heads(connection).stream()
                    .filter(JournalHead::isOfLeg)
                    .toList();
            ResultSet events = statement.executeQuery(EVENTS);
            events.next();
            long count = events.getLong(1);
            long last = events.getLong(2);
            return new JournalState(
                    tables,
                    heads.size(),
                    count,
                    number(statement, "SELECT COUNT(*) FROM \"snapshot\""),
                    last,
                    number(statement, database.dialect().size()),
                    fingerprint(heads));
        } catch (SQLException e) {
            throw new JournalDatabase.Unavailable("the journal cannot be looked at: " + e.getMessage(), e);
        }
    }

    private static String fingerprint(List<JournalHead> heads) {
        var text = new StringBuilder();
        heads.forEach(
                head -> text.append(head.leg()).append(' ').append(head.hash()).append('\n'));
        return HexFormat.of().formatHex(HashChain.sha256(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
