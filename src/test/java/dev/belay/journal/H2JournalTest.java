package dev.belay.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class H2JournalTest extends JournalDatabaseSuite {

    @TempDir
    Path home;

    @Override
    JournalDatabase fresh() {
        var database =
                new JournalDatabase("jdbc:h2:file:" + home.resolve("journal").toAbsolutePath(), "sa", "");
        database.schema().bringUp(Optional.empty());
        return database;
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection(database().url(), "sa", "");
    }
}
