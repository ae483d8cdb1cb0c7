package dev.belay.monitoring.tables;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything that the tables for people say, table by table, to be compared. */
public final class TableContents {

    private static final List<String> TABLES = List.of(
            "positions", "trailing_stop_state", "events", "trades", "fundings", "legs", "other_assets", "accounts");

    private TableContents() {}

    public static Map<String, List<String>> of(Connection connection) throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        for (String table : TABLES) {
            all.put(
                    table,
                    query(connection, "SELECT * FROM monitoring." + table).stream()
                            .map(Object::toString)
                            .sorted()
                            .toList());
        }
        return all;
    }

    /** The rows that {@code sql} selects, by the names of their columns in lower case. */
    static List<Map<String, @Nullable Object>> query(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            List<Map<String, @Nullable Object>> found = new ArrayList<>();
            while (rows.next()) {
                Map<String, @Nullable Object> row = new TreeMap<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.put(rows.getMetaData().getColumnLabel(column).toLowerCase(Locale.ROOT), rows.getObject(column));
                }
                found.add(row);
            }
            return found;
        }
    }
}
