package dev.belay.simulation.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Mutants of the guards that only several processes need, in {@code src/test/resources/mutants/ring}. */
public final class RingMutant {

    private static final String FOLDER = "ring/";

    private RingMutant() {}

    /** Writes the classes of {@code names}, one or several joined by +, to {@code folder}, to be put before the program's. */
    public static void compile(String names, Path folder) throws IOException {
        List<Mutant> mutants = List.of(names.split("\\+", -1)).stream()
                .map(name -> Mutant.named(FOLDER + name))
                .toList();
        List<Mutant.Edit> edits =
                mutants.stream().flatMap(mutant -> mutant.edits().stream()).toList();
        var all = new Mutant(names, "", Map.of(), edits, List.of());
        for (var one : MutantCompiler.compile(names, MutantSource.of(all)).entrySet()) {
            Path file = folder.resolve(one.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, one.getValue());
        }
    }
}
