package dev.belay.simulation.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ring needs minutes for a mutant, so that it runs none in every build; that each still fits the source is seen here. */
class RingMutantTest {

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/mutants/ring"))) {
            return files.map(file -> file.getFileName().toString().replace(".txt", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void fitsTheSource(String name, @TempDir Path folder) throws IOException {
        RingMutant.compile(name, folder);

        try (Stream<Path> classes = Files.walk(folder)) {
            assertThat(classes.filter(Files::isRegularFile)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void severalAreOne(String name, @TempDir Path folder) throws IOException {
        RingMutant.compile(name.equals("DEFAULT_DAO") ? "LATE_CLAIM+" + name : "DEFAULT_DAO+" + name, folder);

        assertThat(folder.resolve("dev/belay/journal/FencedJournalDao.class")).exists();
    }
}
