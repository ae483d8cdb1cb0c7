package dev.belay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalSchemaTest {

    /** Tables that look current are not looked at any closer: a migration that is not known as the newest would never be run. */
    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void theNewestMigrationIsKnown(String dialect) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("migrations", dialect))) {
            Optional<String> newest = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("V\\d+__.*"))
                    .map(name -> name.substring(1, name.indexOf('_')))
                    .max(String::compareTo);

            assertThat(newest).contains(JournalSchema.NEWEST);
        }
    }
}
