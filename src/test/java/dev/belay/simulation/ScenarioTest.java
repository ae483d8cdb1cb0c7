package dev.belay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {

    private static final Path FILES = Path.of("src/main/resources/scenarios");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().toList();
        }
    }

    private static ScenarioReport played(String... lines) {
        return ScenarioRun.of(ScenarioText.read("my.txt", List.of(lines)), 1_000);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyIncidentEndsWell(Path file) throws IOException {
        Scenario scenario = ScenarioText.read(file.getFileName().toString(), Files.readAllLines(file));
        ScenarioReport report = ScenarioRun.of(scenario, 40);
        assertThat(report.complaints())
                .as("%s%n%s", file, String.join("\n", report.newest()))
                .isEmpty();
        assertThat(ScenarioRun.of(scenario, 0).hash())
                .as("again, to the last event")
                .isEqualTo(report.hash());
    }

    @Test
    void anExpectationThatIsNotMetSaysWhatWasFound() {
        ScenarioReport report = played(
                "symbols 1",
                "at 2s open BTCUSDT long 500 USDT",
                "at 20s expect flat",
                "at 20s expect stops 1",
                "at 20s expect trailing",
                "at 20s kill",
                "at 21s expect protected");
        assertThat(report.isGood()).isFalse();
        assertThat(report.complaints())
                .containsExactly(
                        "my.txt line 3: [at 20s expect flat], but BTCUSDT is open at the exchange",
                        "my.txt line 4: [at 20s expect stops 1], but there are 2",
                        "my.txt line 5: [at 20s expect trailing], but BTCUSDT does not trail",
                        "my.txt line 7: [at 21s expect protected], but BTCUSDT is known to no living process");
    }

    @Test
    void whoIsKilledStaysAwayUntilTheStoryStartsAnother() {
        ScenarioReport report = played(
                "symbols 1",
                "at 2s kill",
                "at 3s open BTCUSDT short 500 USDT",
                "at 60s expect stops 0",
                "at 60s start",
                "at 90s expect protected");
        assertThat(report.complaints()).isEmpty();
    }

    @Test
    void faultsOfTheNetworkStrikeAsLongAsTheStorySays() {
        ScenarioReport report = played(
                "symbols 1",
                "at 5s fault request-lost for 10s",
                "at 6s open BTCUSDT long 500 USDT",
                "at 14s expect stops 0",
                "at 40s expect protected",
                "at 41s fault answer-lost",
                "at 41s reduce BTCUSDT 50%",
                "at 70s expect protected");
        assertThat(report.complaints()).isEmpty();
        assertThat(report.newest().stream().filter(line -> line.contains("! request-lost")))
                .hasSizeGreaterThan(1);
        assertThat(report.newest().stream().filter(line -> line.contains("! answer-lost")))
                .hasSize(1);
    }
}
