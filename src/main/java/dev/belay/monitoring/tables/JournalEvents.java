package dev.belay.monitoring.tables;

import dev.belay.journal.JournalDatabase;
import dev.belay.journal.JournalFormat;
import dev.belay.money.LegId;
import dev.belay.position.LegEvent;
import dev.belay.position.UnreplayableJournal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads events straight from the journal's table. Those that cannot be read are left out. */
final class JournalEvents {

    private static final String PREFIX = JournalDatabase.PERSISTENCE_TYPE + "|";
    private static final String EVENT = "SELECT \"ordering\", \"persistence_id\", \"sequence_number\","
            + " \"event_ser_manifest\", \"event_payload\" FROM \"event_journal\" WHERE ";

    /**
     * Some events in the order in which they were written.
     *
     * @param through the place of the last row that was looked at, readable or not; 0 when there was none
     */
    record Page(List<Recorded> events, long through) {}

    private JournalEvents() {}

    /** The leg whose events are kept under {@code persistenceId}. */
    static LegId leg(String persistenceId) {
        return LegId.parse(persistenceId.substring(PREFIX.length()));
    }

    /** The events of {@code leg} with these numbers, both included. */
    static List<Recorded> between(Connection connection, LegId leg, long from, long to) throws SQLException {
        String sql =
                EVENT + "\"persistence_id\" = ? AND \"sequence_number\" BETWEEN ? AND ? ORDER BY \"sequence_number\"";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, PREFIX + leg);
            select.setLong(2, from);
            select.setLong(3, to);
            return page(select).events();
        }
    }

    /** Up to {@code most} events of all legs behind the place {@code after} and up to {@code through}. */
    static Page after(Connection connection, long after, long through, int most) throws SQLException {
        String sql = EVENT
                + "\"ordering\" > ? AND \"ordering\" <= ? AND \"persistence_id\" LIKE ? ORDER BY \"ordering\" LIMIT ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, after);
            select.setLong(2, through);
            select.setString(3, PREFIX + "%");
            select.setInt(4, most);
            return page(select);
        }
    }

    private static Page page(PreparedStatement select) throws SQLException {
        List<Recorded> events = new ArrayList<>();
        long through = 0;
        ResultSet rows = select.executeQuery();
        while (rows.next()) {
            through = rows.getLong(1);
            LegId leg = leg(rows.getString(2));
            long sequence = rows.getLong(3);
            event(rows.getString(4), rows.getBytes(5))
                    .ifPresent(event -> events.add(new Recorded(leg, sequence, event)));
        }
        return new Page(events, through);
    }

    private static Optional<LegEvent> event(String name, byte[] json) {
        try {
            return Optional.of(JournalFormat.read(name, json));
        } catch (UnreplayableJournal e) {
            return Optional.empty();
        }
    }
}
