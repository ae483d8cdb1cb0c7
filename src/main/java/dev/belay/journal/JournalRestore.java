package dev.belay.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Puts the rows of a file into an empty database: all of them or none. Each row is hashed anew by the database, so that what
 * is there afterwards is proven to be what was in the file.
 */
public final class JournalRestore {

    private static final String INSERT = "INSERT INTO \"event_journal\" (\"persistence_id\", \"sequence_number\","
            + " \"ordering\", \"deleted\", \"writer\", \"write_timestamp\", \"adapter_manifest\", \"event_ser_id\","
            + " \"event_ser_manifest\", \"event_payload\") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int BATCH = 500;

    /** Why the rows cannot be restored; the message is for people, and nothing was changed. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private final JournalDatabase database;

    /** @param database by a login that owns its tables */
    public JournalRestore(JournalDatabase database) {
        this.database = database;
    }

    /** Throws {@link Refused} when there are rows or others are connected: a restore is for an empty, idle database. */
    public void requireEmptyAndIdle() {
        try (Connection connection = database.open()) {
            if (count(connection, "SELECT COUNT(*) FROM \"event_journal\"") > 0) {
                throw new Refused("the journal of %s is not empty: restore into a new database, or a new belay.home"
                        .formatted(database.url()));
            }
            long others = count(connection, database.dialect().otherSessions());
            if (others > 0) {
                throw new Refused(
                        "%d others are connected to %s. Stop every node of it, and what else uses it, and try again"
                                .formatted(others, database.url()));
            }
        } catch (SQLException e) {
            throw new JournalDatabase.Unavailable("the journal cannot be looked at: " + e.getMessage(), e);
        }
    }

    /** Puts them in; {@code progress} is told their number after each. Throws {@link Refused}, with nothing changed. */
    public void restore(RowFile file, LongConsumer progress) {
        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);
            insert(connection, file, progress);
            connection.commit();
            try (Statement statement = connection.createStatement()) {
                statement.execute(database.dialect().orderingGoesOn());
            }
            connection.commit();
        } catch (SQLException e) {
            throw new Refused("nothing was restored: " + e.getMessage());
        }
    }

    private static void insert(Connection connection, RowFile file, LongConsumer progress) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            var rows = new Insertion(insert, progress);
            file.each((row, previous) -> rows.next(row));
            rows.flush();
            requireSame(rows.heads, DatabaseRows.heads(connection));
        }
    }

    /** A head's hash is over all that was before it. */
    private static void requireSame(Map<String, JournalHead> written, List<JournalHead> stored) {
        for (JournalHead head : stored) {
            if (head.isOfLeg() && !head.equals(written.get(head.persistenceId()))) {
                throw new Refused(
                        "nothing was restored: the database makes another hash of row %d of %s than the file has"
                                .formatted(head.sequence(), head.leg()));
            }
        }
    }

    /** Rows on their way. */
    private static final class Insertion {
        private final PreparedStatement insert;
        private final LongConsumer progress;
        private final Map<String, JournalHead> heads = new HashMap<>();
        private long rows;

        Insertion(PreparedStatement insert, LongConsumer progress) {
            this.insert = insert;
            this.progress = progress;
        }

        void next(JournalRow row) {
            try {
                insert.setString(1, row.persistenceId());
                insert.setLong(2, row.sequence());
                insert.setLong(3, row.ordering());
                insert.setBoolean(4, row.marked());
                insert.setString(5, row.writer());
                insert.setLong(6, row.writtenAt());
                insert.setString(7, row.adapterManifest());
                insert.setInt(8, row.serializer());
                insert.setString(9, row.manifest());
                insert.setBytes(10, row.payload().bytes());
                insert.addBatch();
                heads.put(row.persistenceId(), row.head());
                progress.accept(++rows);
                if (rows % BATCH == 0) {
                    flush();
                }
            } catch (SQLException e) {
                throw new Refused("nothing was restored: row %d of %s: %s"
                        .formatted(row.sequence(), row.persistenceId(), e.getMessage()));
            }
        }

        void flush() throws SQLException {
            insert.executeBatch();
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
