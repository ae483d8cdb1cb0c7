package dev.belay.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.tools.TriggerAdapter;

/** Refuses to change or delete a row of a leg; for H2. The cluster's own rows may be cleared away. */
public final class AppendOnlyTrigger extends TriggerAdapter {

    /** Integrity constraint violated. */
    private static final String REFUSED = "23000";

    @Override
    public void fire(Connection connection, ResultSet formerRow, ResultSet newRow) throws SQLException {
        String journal = formerRow.getString("persistence_id");
        if (journal.startsWith(JournalDatabase.PREFIX)) {
            throw new SQLException(
                    "row %d of %s cannot be changed or deleted: a journal only grows"
                            .formatted(formerRow.getLong("sequence_number"), journal),
                    REFUSED);
        }
    }
}
