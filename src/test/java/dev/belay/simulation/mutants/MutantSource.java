package dev.belay.simulation.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The source of the program as a mutant has it. */
final class MutantSource {

    private static final Path SOURCES = Path.of("src/main/java");

    private MutantSource() {}

    /** The text of every file that {@code mutant} edits, after its edits, by path below the source folder. */
    static Map<String, String> of(Mutant mutant) {
        Map<String, String> edited = new TreeMap<>();
        for (Mutant.Edit edit : Stream.concat(mutant.edits().stream(), mutant.weather().stream())
                .toList()) {
            String before = edited.computeIfAbsent(edit.file(), MutantSource::read);
            edited.put(edit.file(), edited(mutant, edit, before));
        }
        return edited;
    }

    private static String read(String file) {
        try {
            return Files.readString(SOURCES.resolve(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String edited(Mutant mutant, Mutant.Edit edit, String source) {
        Matcher matcher = pattern(edit.text()).matcher(source);
        long times = matcher.results().count();
        if (times != 1) {
            throw new IllegalStateException(
                    "the mutant %s no longer fits: in %s its text occurs %d times and has to occur once; bring the mutant up to date: %s"
                            .formatted(mutant.name(), edit.file(), times, edit.text()));
        }
        return matcher.replaceFirst(Matcher.quoteReplacement(edit.instead()));
    }

    /** The formatter may break lines elsewhere. */
    private static Pattern pattern(String text) {
        List<String> words =
                Stream.of(text.split("\\s+", -1)).map(Pattern::quote).toList();
        return Pattern.compile(words.stream().collect(Collectors.joining("\\s+")));
    }
}
