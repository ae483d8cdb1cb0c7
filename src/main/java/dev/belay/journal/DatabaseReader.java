package dev.belay.journal;

import dev.belay.money.LegId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the tables of the journal.
 *
 * @param connections opens one, which is closed after each question
 */
record DatabaseReader(Supplier<Connection> connections) implements JournalReader {

    /** By a look at one row: it is asked every few seconds, and a journal may have millions. */
    @Override
    public void requireAnswer() {
        try (Connection connection = connections.get();
                PreparedStatement select =
                        connection.prepareStatement("SELECT \"ordering\" FROM \"event_journal\" LIMIT 1")) {
            select.executeQuery();
        } catch (SQLException e) {
            throw new JournalDatabase.Unavailable("the journal cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Summary> legs() {
        String sql = "SELECT \"persistence_id\", COUNT(*), MIN(\"write_timestamp\"), MAX(\"write_timestamp\")"
                + " FROM \"event_journal\" WHERE \"persistence_id\" LIKE ? GROUP BY \"persistence_id\""
                + " ORDER BY \"persistence_id\"";
        try (Connection connection = connections.get();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, JournalDatabase.PREFIX + "%");
            List<Summary> found = new ArrayList<>();
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.add(new Summary(legOf(rows.getString(1)), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
            return found;
        } catch (SQLException e) {
            throw new JournalDatabase.Unavailable("the journal cannot be read: " + e.getMessage(), e);
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
        try (Connection connection = connections.get();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, JournalDatabase.PREFIX + leg);
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
            throw new JournalDatabase.Unavailable(
                    "the journal of %s cannot be read: %s".formatted(leg, e.getMessage()), e);
        }
    }

    @Override
    public JournalRows rows() {
        return new DatabaseRows(connections);
    }

    @Override
    public List<Placed> newest(Optional<LegId> only, long after, int limit) {
        String sql = "SELECT \"persistence_id\", \"ordering\", \"sequence_number\", \"event_ser_manifest\","
                + " \"event_payload\" FROM \"event_journal\" WHERE \"persistence_id\" "
                + (only.isPresent() ? "= ?" : "LIKE ?")
                + " AND \"ordering\" > ?"
                + " ORDER BY \"ordering\" DESC LIMIT ?";
        try (Connection connection = connections.get();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(
                    1, JournalDatabase.PREFIX + only.map(LegId::toString).orElse("%"));
            select.setLong(2, after);
            select.setInt(3, limit);
            List<Placed> found = new ArrayList<>();
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                String json = new String(rows.getBytes(5), StandardCharsets.UTF_8);
                found.add(new Placed(
                        legOf(rows.getString(1)),
                        rows.getLong(2),
                        new Stored(rows.getLong(3), rows.getString(4), json)));
            }
            Collections.reverse(found);
            return found;
        } catch (SQLException e) {
            throw new JournalDatabase.Unavailable("the newest events cannot be read: " + e.getMessage(), e);
        }
    }

    private static JournalEntry entry(LegId leg, Stored row) {
        byte[] json = row.json().getBytes(StandardCharsets.UTF_8);
        return new JournalEntry(leg, row.sequence(), row.name(), JournalFormat.read(row.name(), json), row.json());
    }

    private static LegId legOf(String persistenceId) {
        return LegId.parse(persistenceId.substring(JournalDatabase.PREFIX.length()));
    }
}
