package dev.belay.simulation.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenario of an incident fails where the bug is there that caused the incident. */
class IncidentMutantsTest {

    private static final Path SCENARIOS = Path.of("src/main/resources/scenarios");

    static List<Mutant> ofIncidents() {
        return Mutant.all().stream()
                .filter(mutant -> mutant.scenario().isPresent())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ofIncidents")
    void failsItsScenario(Mutant mutant) throws IOException {
        String scenario = mutant.scenario().orElse("");
        List<String> story = Files.readAllLines(SCENARIOS.resolve(scenario + ".txt"));
        List<String> complaints = Mutants.life(mutant, MutantStory.class).apply(story);
        System.out.printf(
                "%-28s fails %s: %s%n",
                mutant, scenario, complaints.stream().findFirst().orElse("NOT"));
        assertThat(complaints).as("%s: %s", mutant, mutant.bug()).isNotEmpty();
    }

    @Test
    void everyScenarioHasItsMutant() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            List<String> names = files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .toList();
            assertThat(ofIncidents().stream().map(mutant -> mutant.scenario().orElse("")))
                    .containsAll(names);
        }
    }
}
