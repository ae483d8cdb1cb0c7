package dev.belay.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.TriggerAdapter;

/**
 * Gives each new row of a leg its place in the {@link HashChain}; for H2. A row whose predecessor is missing is refused:
 * it comes from a writer whose past is not the journal's.
 */
public final class ChainTrigger extends TriggerAdapter {

    /** No such row to refer to: what a foreign key says, because this is one. */
    static final String NO_PREDECESSOR = "23503";

    private static final String PREVIOUS = "SELECT \"chain_hash\" FROM \"event_journal\""
            + " WHERE \"persistence_id\" = ? AND \"sequence_number\" = ?";

    @Override
    public void fire(Connection connection, ResultSet formerRow, ResultSet newRow) throws SQLException {
        JournalRow row = RowColumns.row(newRow);
        if (row.isOfLeg()) {
            newRow.updateString("chain_hash", HashChain.hash(previous(connection, row), row));
        }
    }

    private static String previous(Connection connection, JournalRow row) throws SQLException {
        if (row.sequence() == 1) {
            return HashChain.BEGINNING;
        }
        try (PreparedStatement select = connection.prepareStatement(PREVIOUS)) {
            select.setString(1, row.persistenceId());
            select.setLong(2, row.sequence() - 1);
            ResultSet found = select.executeQuery();
            if (!found.next()) {
                throw new SQLException(
                        "the journal %s has no row %d, so row %d cannot follow"
                                .formatted(row.persistenceId(), row.sequence() - 1, row.sequence()),
                        NO_PREDECESSOR);
            }
            String hash = found.getString(1);
            return hash == null ? HashChain.BEGINNING : hash;
        }
    }

    /** Hashes the rows that an earlier version wrote; called by the migration. */
    public static void chainFormerRows(Connection connection) throws SQLException {
        String all = "SELECT " + RowColumns.ALL + " FROM \"event_journal\" WHERE \"persistence_id\" LIKE 'leg|%'"
                + " ORDER BY \"persistence_id\", \"sequence_number\"";
        String update = "UPDATE \"event_journal\" SET \"chain_hash\" = ? WHERE \"ordering\" = ?";
        try (Statement select = connection.createStatement();
                PreparedStatement set = connection.prepareStatement(update);
                ResultSet rows = select.executeQuery(all)) {
            String journal = "";
            String previous = HashChain.BEGINNING;
            while (rows.next()) {
                JournalRow row = RowColumns.row(rows);
                previous = row.persistenceId().equals(journal) ? previous : HashChain.BEGINNING;
                journal = row.persistenceId();
                previous = HashChain.hash(previous, row);
                set.setString(1, previous);
                set.setLong(2, row.ordering());
                set.executeUpdate();
            }
        }
    }
}
