package dev.belay.monitoring.tables;

import akka.japi.function.Function;
import akka.projection.jdbc.JdbcSession;
import dev.belay.journal.ConnectionPool;
import java.sql.Connection;
import java.sql.SQLException;

/** One transaction of a reader of the journal. */
final class TableSession implements JdbcSession {

    private final Connection connection;

    private TableSession(Connection connection) {
        this.connection = connection;
    }

    static TableSession of(ConnectionPool pool) {
        Connection connection = pool.open();
        try {
            connection.setAutoCommit(false);
            return new TableSession(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("no transaction can be begun: " + e.getMessage(), e);
        }
    }

    @Override
    public <R> R withConnection(Function<Connection, R> use) throws Exception {
        return use.apply(connection);
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
