package dev.belay.journal;

import dev.belay.money.LegId;
import dev.belay.position.LegEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A journal in a database of a test: written as a node writes it, and tampered with as nobody may. */
public final class StoredJournal {

    private static final String INSERT = "INSERT INTO \"event_journal\" (\"persistence_id\", \"sequence_number\","
            + " \"deleted\", \"writer\", \"write_timestamp\", \"adapter_manifest\", \"event_payload\","
            + " \"event_ser_id\", \"event_ser_manifest\") VALUES (?, ?, FALSE, 'the-writer', ?, '', ?, 70315, ?)";

    private final JournalDatabase database;
    private final JournalDatabase owner;

    public StoredJournal(JournalDatabase database) {
        this(database, database);
    }

    /** With another login for who may tamper. */
    public StoredJournal(JournalDatabase database, JournalDatabase owner) {
        this.database = database;
        this.owner = owner;
    }

    /** Appends an event as akka-persistence-jdbc does. */
    public void write(LegId leg, long sequence, LegEvent event) throws SQLException {
        write("leg|" + leg, sequence, JournalFormat.nameOf(event), JournalFormat.write(event));
    }

    public void write(String persistenceId, long sequence, String name, byte[] payload) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, persistenceId);
            insert.setLong(2, sequence);
            insert.setLong(3, 1_795_000_000_000L + sequence);
            insert.setBytes(4, payload);
            insert.setString(5, name);
            insert.executeUpdate();
        }
    }

    /** A life of a leg, of {@code count} events. */
    public void live(LegId leg, int count) throws SQLException {
        for (int sequence = 1; sequence <= count; sequence++) {
            write(leg, sequence, new LegEvent.AlarmRaised("blind", "no price for " + sequence + " s", sequence));
        }
    }

    /** Runs statements as someone who may do everything, with the database's own guards off; on H2 and PostgreSQL. */
    public void tamper(String... statements) throws SQLException {
        try (Connection connection = owner.open()) {
            tamper(connection, statements);
        }
    }

    /** As above, by a connection that may do everything. */
    public static void tamper(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : guards(connection, false)) {
                statement.execute(sql);
            }
            for (String sql : statements) {
                statement.execute(sql);
            }
            for (String sql : guards(connection, true)) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> guards(Connection connection, boolean on) throws SQLException {
        if (!connection.getMetaData().getURL().startsWith("jdbc:h2:")) {
            return List.of("ALTER TABLE event_journal " + (on ? "ENABLE" : "DISABLE") + " TRIGGER USER");
        }
        return on
                ? List.of(
                        "CREATE TRIGGER JOURNAL_CHAIN BEFORE INSERT ON \"event_journal\" FOR EACH ROW CALL '"
                                + ChainTrigger.class.getName() + "'",
                        "CREATE TRIGGER JOURNAL_ONLY_GROWS BEFORE UPDATE, DELETE ON \"event_journal\""
                                + " FOR EACH ROW CALL '" + AppendOnlyTrigger.class.getName() + "'")
                : List.of("DROP TRIGGER JOURNAL_CHAIN", "DROP TRIGGER JOURNAL_ONLY_GROWS");
    }
}
