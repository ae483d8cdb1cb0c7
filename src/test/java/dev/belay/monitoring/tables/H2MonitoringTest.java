package dev.belay.monitoring.tables;

import dev.belay.journal.JournalDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class H2MonitoringTest extends MonitoringTablesSuite {

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
    String migrationText() {
        try {
            return Files.readString(Path.of("migrations/h2/V010__monitoring.sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
