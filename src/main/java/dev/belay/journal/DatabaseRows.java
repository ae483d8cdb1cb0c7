package dev.belay.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the journal's table.
 *
 * @param connections opens one, which is closed after each question
 */
record DatabaseRows(Supplier<Connection> connections) implements JournalRows {

    private static final String HEADS =
            "SELECT \"persistence_id\", \"sequence_number\", \"chain_hash\" FROM \"event_journal\" JOIN"
                    + " (SELECT \"persistence_id\" AS id, MAX(\"sequence_number\") AS newest FROM \"event_journal\""
                    + " GROUP BY \"persistence_id\") heads ON \"persistence_id\" = id AND \"sequence_number\" = newest"
                    + " ORDER BY \"persistence_id\"";
    private static final String ROWS = "SELECT " + RowColumns.ALL + " FROM \"event_journal\""
            + " WHERE \"persistence_id\" = ? AND \"sequence_number\" >= ? ORDER BY \"sequence_number\" LIMIT ?";

    @Override
    public List<JournalHead> heads() {
        try (Connection connection = connections.get()) {
            return heads(connection);
        } catch (SQLException e) {
            throw new JournalDatabase.Unavailable("the journal cannot be read: " + e.getMessage(), e);
        }
    }

    static List<JournalHead> heads(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HEADS);
                ResultSet rows = select.executeQuery()) {
            List<JournalHead> heads = new ArrayList<>();
            while (rows.next()) {
                heads.add(new JournalHead(rows.getString(1), rows.getLong(2), orEmpty(rows.getString(3))));
            }
            return heads;
        }
    }

    private static String orEmpty(@Nullable String hash) {
        return hash == null ? "" : hash;
    }

    @Override
    public List<JournalRow> rows(String persistenceId, long from, int limit) {
        try (Connection connection = connections.get();
                PreparedStatement select = connection.prepareStatement(ROWS)) {
            select.setString(1, persistenceId);
            select.setLong(2, from);
            select.setInt(3, limit);
            return read(select);
        } catch (SQLException e) {
            throw new JournalDatabase.Unavailable(
                    "the journal %s cannot be read: %s".formatted(persistenceId, e.getMessage()), e);
        }
    }

    private static List<JournalRow> read(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            List<JournalRow> found = new ArrayList<>();
            while (rows.next()) {
                found.add(RowColumns.row(rows));
            }
            return found;
        }
    }
}
