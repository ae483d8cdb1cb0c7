package dev.belay.monitoring.tables;

import dev.belay.position.EventTag;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How far the tables follow the journal. Whoever writes the tables of a slice holds its row, so that they are never made
 * anew and brought forward at once.
 */
final class Progress {

    private Progress() {}

    /** Takes the row of {@code slice} until the end of the transaction; says how often the tables were made anew. */
    static long hold(Connection connection, int slice) throws SQLException {
        String sql = "SELECT generation FROM monitoring.progress WHERE slice = ? FOR UPDATE";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, slice);
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                throw new SQLException("monitoring.progress has no row for the slice " + slice);
            }
            return row.getLong(1);
        }
    }

    /** The tables of a slice have everything up to the place {@code ordering}, which was written at {@code writtenAt}. */
    static void reached(Connection connection, int slice, long ordering, long writtenAt, long now) throws SQLException {
        String sql = "UPDATE monitoring.progress SET ordering = ?, written_at = ?, followed_at = ? WHERE slice = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, ordering);
            update.setObject(2, TableRow.at(writtenAt));
            update.setObject(3, TableRow.at(now));
            update.setInt(4, slice);
            update.executeUpdate();
        }
    }

    /** The tables of all slices were made anew, up to the place {@code ordering}. */
    static void renewed(Connection connection, long ordering, long now) throws SQLException {
        for (int slice = 0; slice < EventTag.SLICES; slice++) {
            reached(connection, slice, ordering, 0, now);
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE monitoring.progress SET generation = generation + 1")) {
            update.executeUpdate();
        }
    }
}
