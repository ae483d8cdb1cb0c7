package dev.belay.journal;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The journal's database: prepares its tables and reads them for people.
 *
 * @param url of JDBC; {@link Dialect} has the kinds
 */
public record JournalDatabase(String url, String user, String password) {

    /** A leg's journal is kept under this and the leg's id. */
    public static final String PERSISTENCE_TYPE = "leg";

    static final String PREFIX = PERSISTENCE_TYPE + "|";

    /** The database cannot be used; the message says what to do. */
    public static class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The tables were made by a newer program; only that one, or one newer still, may write to them. */
    public static final class Newer extends Unavailable {
        private static final long serialVersionUID = 1L;

        Newer(String message) {
            super(message, null);
        }
    }

    @Override
    public String toString() {
        return "JournalDatabase[" + url + "]";
    }

    /** The same database for one that only looks: it neither makes a database nor changes one. */
    public JournalDatabase readOnly() {
        return new JournalDatabase(dialect().readOnly(url), user, password);
    }

    /** Its tables. */
    public JournalSchema schema() {
        return new JournalSchema(this);
    }

    /** A reader of what is stored, by a connection for each question; it throws {@link Unavailable}. */
    public JournalReader reader() {
        return new DatabaseReader(this::open);
    }

    /** Its rows as they are stored; throws {@link Unavailable}. */
    public JournalRows rows() {
        return new DatabaseRows(this::open);
    }

    /** Up to {@code size} connections for questions; a stuck one keeps none of the journal's own (reliability §2.5, B7). */
    public ConnectionPool pool(int size) {
        var config = new HikariConfig();
        config.setPoolName("queries");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        long lifetimeMillis = dialect().connectionLifetime().toMillis();
        config.setMaxLifetime(lifetimeMillis);
        config.setIdleTimeout(lifetimeMillis / 2); // the pool warns of one that is not well below the lifetime
        dialect().properties().forEach(config::addDataSourceProperty);
        return new ConnectionPool(config, size, this::unavailable);
    }

    /** A connection of its own; throws {@link Unavailable} when the database is locked, missing or does not want us. */
    public Connection open() {
        var properties = new Properties();
        properties.putAll(dialect().properties());
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * Which database it is, whatever address it is reached by: two nodes with the same answer write to the same tables. A
     * copy that was dumped and restored is another one; one that was copied as files is not. Throws {@link Unavailable}.
     */
    public String identity() {
        try (Connection connection = open();
                Statement query = connection.createStatement();
                ResultSet one = query.executeQuery(dialect().identity())) {
            one.next();
            return one.getString(1);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** Throws {@link Unavailable} when it cannot be opened. */
    void requireOpen() {
        try {
            open().close();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    Dialect dialect() {
        return Dialect.of(url);
    }

    private Unavailable unavailable(SQLException failure) {
        SQLException told = Optional.ofNullable(failure.getCause())
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .orElse(failure);
        return new Unavailable(
                "the database %s cannot be used by %s: %s"
                        .formatted(url, user, dialect().cause(told)),
                failure);
    }
}
