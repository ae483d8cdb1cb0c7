package dev.belay.app;

import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** The kinds of databases that a node has to work on. */
enum TestDatabase {
    /** A file in the node's home. */
    H2 {
        @Override
        Settings.Database in(Path home) {
            return new Settings.Database(
                    "jdbc:h2:file:" + home.resolve("journal").toAbsolutePath()
                            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                    "sa",
                    "");
        }

        @Override
        Connection administrate(Settings.Database database) throws SQLException {
            return DriverManager.getConnection(database.url(), database.user(), database.password());
        }
    },

    /** A new database on the server of this JVM; the node may change no table. */
    POSTGRESQL {
        @Override
        Settings.Database in(Path home) {
            return of(PostgresDatabase.empty(PostgresServer.shared()).journal().url());
        }

        @Override
        Connection administrate(Settings.Database database) throws SQLException {
            return DriverManager.getConnection(
                    database.url(), PostgresServer.ADMINISTRATOR, PostgresServer.ADMINISTRATOR);
        }
    };

    /** A new database for a node that lives in {@code home}. */
    abstract Settings.Database in(Path home);

    /** A connection that may damage it. */
    abstract Connection administrate(Settings.Database database) throws SQLException;

    /** A database of a PostgreSQL of the tests, with the roles of the tests. */
    static Settings.Database of(String url) {
        return new Settings.Database(
                url,
                new DatabaseLogin(PostgresServer.RUNTIME, PostgresServer.RUNTIME),
                Optional.of(new DatabaseLogin(PostgresServer.OWNER, PostgresServer.OWNER)),
                Settings.Connections.SHIPPED);
    }
}
