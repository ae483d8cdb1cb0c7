package dev.belay.monitoring.tables;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row to be written; the first {@code keys} columns that are set name it. In SQL that every database understands. */
final class TableRow {

    private final String table;
    private final int keys;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    TableRow(String table, int keys) {
        this.table = table;
        this.keys = keys;
    }

    TableRow set(String column, @Nullable Object value) {
        values.put(column, value);
        return this;
    }

    /** Exchange time in epoch milliseconds; 0 is none. */
    TableRow time(String column, long millis) {
        return set(column, at(millis));
    }

    static @Nullable OffsetDateTime at(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    /** The row as it is now, whether or not it was there. Nobody else may write it meanwhile. */
    void put(Connection connection) throws SQLException {
        if (update(connection) == 0) {
            insert(connection);
        }
    }

    void insert(Connection connection) throws SQLException {
        String sql = "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        table,
                        String.join(", ", values.keySet()),
                        String.join(", ", Collections.nCopies(values.size(), "?")));
        execute(connection, sql, new ArrayList<>(values.values()));
    }

    private int update(Connection connection) throws SQLException {
        List<String> columns = List.copyOf(values.keySet());
        String sql = "UPDATE %s SET %s WHERE %s"
                .formatted(
                        table,
                        assigned(columns.subList(keys, columns.size()), ", "),
                        assigned(columns.subList(0, keys), " AND "));
        List<@Nullable Object> inOrder = new ArrayList<>(values.values());
        Collections.rotate(inOrder, -keys);
        return execute(connection, sql, inOrder);
    }

    private static String assigned(List<String> columns, String between) {
        return columns.stream().map(column -> column + " = ?").collect(Collectors.joining(between));
    }

    private static int execute(Connection connection, String sql, List<@Nullable Object> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int number = 1;
            for (Object value : values) {
                statement.setObject(number++, value);
            }
            return statement.executeUpdate();
        }
    }
}
