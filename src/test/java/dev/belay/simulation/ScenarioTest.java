package dev.belay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {

    private static final Path FILES = Path.of("src/main/resources/scenarios");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyIncidentEndsWell(Path file) throws IOException {
        Scenario scenario = ScenarioText.read(file.getFileName().toString(), Files.readAllLines(file));
        ScenarioReport report = ScenarioRun.of(scenario, 40);
        assertThat(report.complaints())
                .as("%s%n%s", file, String.join("\n", report.newest()))
                .isEmpty();
    }
}
