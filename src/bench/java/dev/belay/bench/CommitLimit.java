package dev.belay.bench;

import dev.belay.journal.JournalDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** The limit of the journal: the database's own commit of rows like those of the journal, by one prepared statement. */
final class CommitLimit implements AutoCloseable {

    private static final String INSERT = "INSERT INTO \"event_journal\" (\"persistence_id\", \"sequence_number\","
            + " \"writer\", \"write_timestamp\", \"adapter_manifest\", \"event_payload\", \"event_ser_id\","
            + " \"event_ser_manifest\") VALUES (?, ?, 'bench', 0, '', ?, 70315, 'level-moved')";

    private final Connection connection;
    private final PreparedStatement insert;
    private final String name;
    private final byte[] payload = new byte[250];
    private long sequence;

    CommitLimit(Path home, String name) {
        String url = Rig.h2(home);
        new JournalDatabase(url, "sa", "").schema().bringUp(Optional.empty());
        this.name = name;
        try {
            connection = DriverManager.getConnection(url, "sa", "");
            connection.setAutoCommit(false);
            insert = connection.prepareStatement(INSERT);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Commits {@code rows} rows of 250 bytes in one transaction. */
    void commit(int rows) {
        try {
            for (int row = 0; row < rows; row++) {
                insert.setString(1, name);
                insert.setLong(2, ++sequence);
                insert.setBytes(3, payload);
                insert.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
