package dev.belay.simulation.mutants;

import dev.belay.simulation.Mishap;
import dev.belay.simulation.PlanText;
import dev.belay.simulation.WorldPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A guard taken away: a known bug as an edit of our own source, read from a text file. Lines before the first edit are
 * {@code word: value}; an edit is {@code in: FILE}, then {@code find:} and {@code put:} with the lines that follow them.
 *
 * @param bug what it is, in one sentence
 * @param settings what the file says besides, by word
 * @param weather edits, beginning with {@code with:} instead of {@code in:}, that are no bug but make some fault likelier
 */
record Mutant(String name, String bug, Map<String, String> settings, List<Edit> edits, List<Edit> weather) {

    private static final Path FILES = Path.of("src/test/resources/mutants");
    private static final String END = ".txt";
    private static final Set<String> WORDS =
            Set.of("bug", "caught within", "from", "survives", "chaos", "symbols", "only", "scenario");

    /** In {@code file}, {@code text} gives way to {@code instead}; white space does not matter. */
    record Edit(String file, String text, String instead) {}

    /** All of them, by name. */
    static List<Mutant> all() {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.filter(file -> file.toString().endsWith(END))
                    .sorted()
                    .map(Mutant::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Mutant named(String name) {
        return read(FILES.resolve(name + END));
    }

    private static Mutant read(Path file) {
        String name = file.getFileName().toString().replace(END, "");
        try {
            String[] blocks = Files.readString(file).split("(?m)^(?=(?:in|with): )", -1);
            Map<String, String> settings = settings(name, blocks[0]);
            List<Edit> edits = edits(name, blocks, "in: ");
            boolean judged = settings.containsKey("caught within") != settings.containsKey("survives");
            if (edits.isEmpty() || !settings.containsKey("bug") || !judged) {
                throw new IllegalArgumentException(
                        name + ": expected [bug: ...], one of [caught within: N] and [survives: why], and [in: FILE]");
            }
            return new Mutant(name, settings.get("bug"), Map.copyOf(settings), edits, edits(name, blocks, "with: "));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, String> settings(String name, String block) {
        Map<String, String> settings = new HashMap<>();
        for (String line : block.lines().filter(text -> !text.isBlank()).toList()) {
            int colon = line.indexOf(':');
            String word = colon < 0 ? line : line.substring(0, colon).strip();
            if (!WORDS.contains(word)) {
                throw new IllegalArgumentException("%s: [%s] is none of %s".formatted(name, word, WORDS));
            }
            settings.put(word, line.substring(colon + 1).strip());
        }
        return settings;
    }

    private static List<Edit> edits(String name, String[] blocks, String kind) {
        List<Edit> edits = new ArrayList<>();
        for (String block : blocks) {
            if (block.startsWith(kind)) {
                edits.add(edit(name, block.substring(kind.length())));
            }
        }
        return List.copyOf(edits);
    }

    /** The same days without the bug. */
    Mutant harmless() {
        return new Mutant(name + " without its bug", bug, settings, weather, List.of());
    }

    private static Edit edit(String name, String block) {
        String[] parts = block.split("(?m)^(find|put):$", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(name + ": expected in: FILE, find: and put:, each once, in " + block);
        }
        return new Edit(parts[0].strip(), parts[1].strip(), parts[2].strip());
    }

    /** Why it is not caught by days of chance, if it is not. */
    Optional<String> survives() {
        return Optional.ofNullable(settings.get("survives"));
    }

    /** The scenario that fails under it, if it is the bug of an incident. */
    Optional<String> scenario() {
        return Optional.ofNullable(settings.get("scenario"));
    }

    /** The number of seeds within which a judge has to find it. */
    int seeds() {
        return Integer.parseInt(settings.getOrDefault("caught within", "0"));
    }

    long firstSeed() {
        return Long.parseLong(settings.getOrDefault("from", "1"));
    }

    /** How it is lived with: the usual day, unless the file says otherwise. */
    WorldPlan plan(long seed) {
        WorldPlan plan = WorldPlan.of(seed);
        plan = settings.containsKey("chaos") ? plan.lasting(PlanText.millis(settings.get("chaos"))) : plan;
        plan = settings.containsKey("symbols") ? plan.trading(Integer.parseInt(settings.get("symbols"))) : plan;
        return settings.containsKey("only") ? plan.with(PlanText.classes(settings.get("only"))) : plan;
    }

    /** The classes of faults of {@code plan}, as {@link PlanText} reads them. */
    static String classes(WorldPlan plan) {
        return plan.possible().stream().map(Mishap::word).sorted().collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return name;
    }
}
