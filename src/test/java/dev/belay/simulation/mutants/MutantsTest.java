package dev.belay.simulation.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.simulation.MutantTable;
import dev.belay.simulation.WorldPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every guard is needed: without it a judge finds a broken promise within so many seeds (reliability §4.7). */
class MutantsTest {

    private static final String ONE = System.getProperty("mutant", "");

    private static final Map<List<String>, List<String>> GOOD = new HashMap<>();

    static Stream<Mutant> caught() {
        return Mutant.all().stream()
                .filter(mutant -> mutant.survives().isEmpty())
                .filter(mutant -> ONE.isEmpty() || mutant.name().equals(ONE));
    }

    @ParameterizedTest
    @MethodSource("caught")
    void isCaughtWithinItsSeeds(Mutant mutant) {
        Function<List<String>, List<String>> life = Mutants.life(mutant, MutantLife.class);
        long began = System.nanoTime();
        String found = "";
        int tried = 0;
        while (found.isEmpty() && tried < mutant.seeds()) {
            WorldPlan plan = mutant.plan(mutant.firstSeed() + tried);
            tried++;
            found = life.apply(MutantLife.words(plan)).stream().findFirst().orElse("");
        }
        System.out.printf(
                "%-28s %s after %d of %d seeds, %d ms: %s%n",
                mutant,
                found.isEmpty() ? "LIVES" : "caught",
                tried,
                mutant.seeds(),
                (System.nanoTime() - began) / 1_000_000,
                found);
        assertThat(found).as("%s: %s", mutant, mutant.bug()).isNotEmpty();
        assertThat(withoutBug(mutant, mutant.plan(mutant.firstSeed() + tried - 1)))
                .as("the same day without the bug")
                .isEmpty();
    }

    /** What breaks on a day of the program as it is; many mutants are caught on the same day. */
    private static List<String> withoutBug(Mutant mutant, WorldPlan plan) {
        List<String> day = MutantLife.words(plan);
        return mutant.weather().isEmpty()
                ? GOOD.computeIfAbsent(day, new MutantLife()::apply)
                : Mutants.life(mutant.harmless(), MutantLife.class).apply(day);
    }

    @Test
    void whateverSurvivesIsExplained() {
        List<Mutant> survivors = Mutant.all().stream()
                .filter(mutant -> mutant.survives().isPresent())
                .toList();
        survivors.forEach(mutant -> System.out.printf(
                "%-28s survives: %s%n", mutant, mutant.survives().orElse("")));
        assertThat(survivors).allSatisfy(mutant -> {
            assertThat(mutant.survives().orElse("")).hasSizeGreaterThan(20);
            assertThat(MutantCompiler.compile(mutant.name(), MutantSource.of(mutant)))
                    .as("it is a real edit")
                    .isNotEmpty();
        });
    }

    /** {@code -Dmutants.write=true} brings the table of the report up to date. */
    @Test
    void theTableOfTheReportNamesThemAll() throws IOException {
        List<String> table = Mutant.all().stream()
                .map(mutant -> mutant + "\t" + (mutant.survives().isPresent() ? MutantTable.SURVIVES : mutant.seeds()))
                .toList();
        if (Boolean.getBoolean("mutants.write")) {
            Files.write(Path.of("src/main/resources" + MutantTable.RESOURCE), table);
        } else {
            assertThat(MutantTable.lines()).isEqualTo(table);
        }
    }

    @Test
    void anEditThatNoLongerFitsSaysSo() {
        var edit = new Mutant.Edit("dev/belay/position/Calls.java", "no such text", "");
        var stale = new Mutant("STALE", "none", Map.of(), List.of(edit), List.of());
        assertThatThrownBy(() -> MutantSource.of(stale))
                .hasMessageContaining("STALE no longer fits")
                .hasMessageContaining("occurs 0 times");
    }
}
