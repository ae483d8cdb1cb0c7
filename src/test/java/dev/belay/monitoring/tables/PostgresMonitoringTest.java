package dev.belay.monitoring.tables;

import dev.belay.journal.JournalDatabase;
import dev.belay.postgres.PostgresDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** As the role that a node has, which can change no event and make no table. */
class PostgresMonitoringTest extends MonitoringTablesSuite {

    @Override
    JournalDatabase fresh() {
        return PostgresDatabase.fresh().journal();
    }

    @Override
    String migrationText() {
        try {
            return Files.readString(Path.of("migrations/postgresql/V010__monitoring.sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
