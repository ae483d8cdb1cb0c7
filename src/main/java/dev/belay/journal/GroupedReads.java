package dev.belay.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Reads rows of many journals by one question to the database: a thousand legs that come back at once would otherwise ask
 * thousands of them. Whoever asks while a question is under way is in the next one, so that nobody waits for company.
 *
 * @param <R> a row
 */
final class GroupedReads<R> {

    /** In one question: enough to share its cost, few enough to keep nobody waiting for long. */
    private static final int MOST = 200;

    /** Opens a connection; the caller closes it. */
    interface Connections {
        Connection open() throws SQLException;
    }

    /** Makes a row of a result's current one. */
    interface RowReader<R> {
        R read(ResultSet row) throws SQLException;
    }

    private record Asked<R>(String persistenceId, long from, CompletableFuture<List<R>> answer) {}

    private final Connections connections;
    private final Executor blocking;
    private final String sql;
    private final RowReader<R> reader;
    private final Deque<Asked<R>> waiting = new ArrayDeque<>();
    private boolean working;

    /**
     * @param blocking whose threads wait for the database
     * @param table with the columns persistence_id and sequence_number
     * @param columns of it, as {@code reader} wants them from the second on
     */
    GroupedReads(Connections connections, Executor blocking, String table, String columns, RowReader<R> reader) {
        this.connections = connections;
        this.blocking = blocking;
        this.sql = "SELECT e.\"persistence_id\", " + columns
                + " FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS BIGINT ARRAY)) AS asked(id, first) JOIN \"" + table
                + "\" e ON e.\"persistence_id\" = asked.id AND e.\"sequence_number\" >= asked.first"
                + " ORDER BY e.\"persistence_id\", e.\"sequence_number\"";
        this.reader = reader;
    }

    /** The rows of {@code persistenceId} from the number {@code from} on, in order; fails with the database's exception. */
    CompletionStage<List<R>> rows(String persistenceId, long from) {
        var asked = new Asked<R>(persistenceId, from, new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(asked);
            if (working) {
                return asked.answer();
            }
            working = true;
        }
        blocking.execute(this::work);
        return asked.answer();
    }

    private void work() {
        for (List<Asked<R>> group = next(); !group.isEmpty(); group = next()) {
            answer(group);
        }
    }

    /** No journal is twice in one question: its rows could not be told apart. */
    private List<Asked<R>> next() {
        List<Asked<R>> group = new ArrayList<>();
        Set<String> journals = new HashSet<>();
        synchronized (waiting) {
            while (group.size() < MOST
                    && !waiting.isEmpty()
                    && journals.add(waiting.element().persistenceId())) {
                group.add(waiting.remove());
            }
            working = !group.isEmpty();
        }
        return group;
    }

    private void answer(List<Asked<R>> group) {
        Map<String, List<R>> found = new HashMap<>();
        try {
            read(group, found);
        } catch (SQLException | RuntimeException e) {
            group.forEach(asked -> asked.answer().completeExceptionally(e));
            return;
        }
        group.forEach(asked -> asked.answer().complete(found.getOrDefault(asked.persistenceId(), List.of())));
    }

    private void read(List<Asked<R>> group, Map<String, List<R>> found) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "VARCHAR", group.stream().map(Asked::persistenceId).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "BIGINT", group.stream().map(Asked::from).toArray()));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.computeIfAbsent(rows.getString(1), id -> new ArrayList<>())
                        .add(reader.read(rows));
            }
        }
    }
}
