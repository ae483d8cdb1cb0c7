package dev.belay.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The guards that were proven to be needed by taking each away: a line for each such mutant, with whether it is caught and
 * within how many days. The tests of a release write the table and hold it against the mutants (reliability §4.7).
 */
public final class MutantTable {

    /** Where the table is on the class path. */
    public static final String RESOURCE = "/mutants.tsv";

    /** The word of a mutant that no day of chance finds. */
    public static final String SURVIVES = "survives";

    private MutantTable() {}

    /** Its lines: name, a tab, and either within how many days it is caught or {@link #SURVIVES}. */
    public static List<String> lines() {
        InputStream table = MutantTable.class.getResourceAsStream(RESOURCE);
        if (table == null) {
            return List.of();
        }
        try (var reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String summary() {
        List<String> lines = lines();
        List<String> survivors = lines.stream()
                .filter(line -> line.endsWith(SURVIVES))
                .map(line -> line.split("\t", -1)[0])
                .toList();
        String caught = lines.size() - survivors.size() + " of " + lines.size();
        return survivors.isEmpty()
                ? caught
                : caught + survivors.stream().collect(Collectors.joining(", ", " (survive: ", ")"));
    }
}
