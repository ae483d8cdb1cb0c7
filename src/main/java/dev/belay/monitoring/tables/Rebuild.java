package dev.belay.monitoring.tables;

import dev.belay.money.LegId;
import dev.belay.position.EventTag;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the tables for people anew, from the first event on, in one transaction: until its end everybody sees the old
 * ones, and when it fails they stay. Nodes may run meanwhile; their readers wait, and go on where this ends.
 */
public final class Rebuild {

    private static final int PAGE = 1_000;
    /** The newest events may have others before them that are not committed yet; the nodes' readers see to those. */
    private static final long UNSETTLED_MILLIS = 10_000;

    private static final List<String> TABLES =
            List.of("positions", "trailing_stop_state", "events", "trades", "fundings", "legs", "other_assets");

    /** Hears how far it is. */
    public interface Watcher {

        /** {@code done} of about {@code all} events are in the tables. */
        void reached(long done, long all);
    }

    private final Connection connection;
    private final long now;
    private final Set<LegId> damaged = new HashSet<>();

    private Rebuild(Connection connection, long now) {
        this.connection = connection;
        this.now = now;
    }

    /**
     * Makes the tables anew, by {@code connection}, which is committed.
     *
     * @param now the machine's time, epoch milliseconds
     * @return the number of events in the tables; the newest, of the last ten seconds, are left to the nodes
     */
    public static long run(Connection connection, long now, Watcher watcher) throws SQLException {
        connection.setAutoCommit(false);
        try {
            long events = new Rebuild(connection, now).all(watcher);
            connection.commit();
            return events;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private long all(Watcher watcher) throws SQLException {
        for (int slice = 0; slice < EventTag.SLICES; slice++) {
            Progress.hold(connection, slice);
        }
        for (String table : TABLES) {
            execute("DELETE FROM monitoring." + table);
        }
        long settled = number(
                "SELECT COALESCE(MAX(\"ordering\"), 0) FROM \"event_journal\" WHERE \"write_timestamp\" <= ?",
                now - UNSETTLED_MILLIS);
        long all = number(
                "SELECT COUNT(*) FROM \"event_journal\" WHERE \"persistence_id\" LIKE 'leg|%' AND \"ordering\" <= ?",
                settled);
        long done = pages(settled, all, watcher);
        noteOffsets(settled);
        Progress.renewed(connection, settled, now);
        return done;
    }

    private long pages(long settled, long all, Watcher watcher) throws SQLException {
        long done = 0;
        long place = 0;
        while (true) {
            JournalEvents.Page page = JournalEvents.after(connection, place, settled, PAGE);
            if (page.through() == 0) {
                return done;
            }
            SheetBatch.write(connection, damaged, page.events());
            place = page.through();
            done += page.events().size();
            watcher.reached(done, all);
        }
    }

    /** Where the readers go on, as akka-projection-jdbc notes it. */
    private void noteOffsets(long settled) throws SQLException {
        execute("DELETE FROM \"akka_projection_offset_store\" WHERE \"projection_name\" = '" + MonitoringProjection.NAME
                + "'");
        String offset = Long.toString(settled);
        for (String tag : EventTag.all()) {
            new TableRow("\"akka_projection_offset_store\"", 2)
                    .set("\"projection_name\"", MonitoringProjection.NAME)
                    .set("\"projection_key\"", tag)
                    .set("\"current_offset\"", offset)
                    .set("\"manifest\"", "SEQ")
                    .set("\"mergeable\"", false)
                    .set("\"last_updated\"", now)
                    .insert(connection);
        }
    }

    private long number(String sql, long value) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, value);
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }
}
