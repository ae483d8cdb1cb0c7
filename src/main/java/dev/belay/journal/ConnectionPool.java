package dev.belay.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/** A small number of connections to the journal's database that are used over and over; opened when they are needed. */
public final class ConnectionPool implements AutoCloseable {

    private static final long WAIT_MILLIS = 3_000;
    private static final long VALIDATION_MILLIS = 1_000;

    private final HikariDataSource source;
    private final Function<SQLException, JournalDatabase.Unavailable> refusal;

    ConnectionPool(HikariConfig config, int size, Function<SQLException, JournalDatabase.Unavailable> refusal) {
        this.refusal = refusal;
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setValidationTimeout(VALIDATION_MILLIS);
        // The usual one. If its first connection broke before it was asked, the pool would refuse all others for ever.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setInitializationFailTimeout(-1); // a database that is down is no reason not to start asking
        this.source = new HikariDataSource(config);
    }

    /** One of them, given back when it is closed; throws {@link JournalDatabase.Unavailable} after 3 s without one. */
    public Connection open() {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw refusal.apply(e);
        }
    }

    /** A reader of what is stored; it throws {@link JournalDatabase.Unavailable}. */
    public JournalReader reader() {
        return new DatabaseReader(this::open);
    }

    @Override
    public void close() {
        source.close();
    }
}
