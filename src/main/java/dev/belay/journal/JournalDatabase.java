package dev.belay.journal;

import dev.belay.money.LegId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The journal's database: prepares its tables and reads them for people.
 *
 * @param url of JDBC; H2 files and memory databases in this version
 */
public record JournalDatabase(String url, String user, String password) {

    /** A leg's journal is kept under this and the leg's id. */
    public static final String PERSISTENCE_TYPE = "leg";

    static final String PREFIX = PERSISTENCE_TYPE + "|";
    private static final int H2_LOCKED = 90_020;

    /** The database cannot be used; the message says what to do. */
    public static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @Override
    public String toString() {
        return "JournalDatabase[" + url + "]";
    }

    /** Brings the tables to this version; throws {@link Unavailable} with the remedy. */
    public void migrate() {
        new Session(open()).close();
        try {
            Flyway.configure()
                    .dataSource(url, user, password)
                    .locations("classpath:migrations/h2")
                    .ignoreMigrationPatterns(new String[0]) // tables of a newer version are not ours to write to
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new Unavailable(
                    "the tables of %s cannot be brought to this version: %s".formatted(url, e.getMessage()), e);
        }
    }

    /** A reader of what is stored; throws {@link Unavailable} when the database is locked or missing. */
    public JournalReader reader() {
        return new Reader(this);
    }

    /** A connection of its own; throws {@link Unavailable} when the database is locked, missing or does not want us. */
    public Connection open() {
        try {
            return DriverManager.getConnection(url, user, password);
        } catch (SQLException e) {
            String why = e.getErrorCode() == H2_LOCKED
                    ? "another process has it open. Stop that one, or ask it: its HTTP API answers the same"
                    : e.getMessage();
            throw new Unavailable("the database %s cannot be opened: %s".formatted(url, why), e);
        }
    }

    /** A connection that does not make its users catch. */
    private record Session(Connection connection) implements AutoCloseable {

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new Unavailable("the database cannot be closed: " + e.getMessage(), e);
            }
        }
    }

    /** The rows as they are stored; throws {@link Unavailable}. */
    public JournalRows rows() {
        return new DatabaseRows(this::open);
    }

    private record Reader(JournalDatabase database) implements JournalReader {

        @Override
        public List<Summary> legs() {
            String sql = "SELECT \"persistence_id\", COUNT(*), MIN(\"write_timestamp\"), MAX(\"write_timestamp\")"
                    + " FROM \"event_journal\" WHERE \"persistence_id\" LIKE ? GROUP BY \"persistence_id\""
                    + " ORDER BY \"persistence_id\"";
            try (Session session = new Session(database.open());
                    PreparedStatement select = session.connection().prepareStatement(sql)) {
                select.setString(1, PREFIX + "%");
                List<Summary> found = new ArrayList<>();
                ResultSet rows = select.executeQuery();
                while (rows.next()) {
                    found.add(new Summary(legOf(rows.getString(1)), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
                }
                return found;
            } catch (SQLException e) {
                throw new Unavailable("the journal cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public List<JournalEntry> events(LegId leg, long from, long to) {
            return stored(leg, from, to).stream().map(row -> entry(leg, row)).toList();
        }

        @Override
        public List<Stored> stored(LegId leg, long from, long to) {
            String sql = "SELECT \"sequence_number\", \"event_ser_manifest\", \"event_payload\" FROM \"event_journal\""
                    + " WHERE \"persistence_id\" = ? AND \"sequence_number\" BETWEEN ? AND ?"
                    + " ORDER BY \"sequence_number\"";
            try (Session session = new Session(database.open());
                    PreparedStatement select = session.connection().prepareStatement(sql)) {
                select.setString(1, PREFIX + leg);
                select.setLong(2, from);
                select.setLong(3, to);
                List<Stored> found = new ArrayList<>();
                ResultSet rows = select.executeQuery();
                while (rows.next()) {
                    String json = new String(rows.getBytes(3), StandardCharsets.UTF_8);
                    found.add(new Stored(rows.getLong(1), rows.getString(2), json));
                }
                return found;
            } catch (SQLException e) {
                throw new Unavailable("the journal of %s cannot be read: %s".formatted(leg, e.getMessage()), e);
            }
        }

        private static JournalEntry entry(LegId leg, Stored row) {
            byte[] json = row.json().getBytes(StandardCharsets.UTF_8);
            return new JournalEntry(leg, row.sequence(), row.name(), JournalFormat.read(row.name(), json), row.json());
        }

        private static LegId legOf(String persistenceId) {
            return LegId.parse(persistenceId.substring(PREFIX.length()));
        }
    }
}
