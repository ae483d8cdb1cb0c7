package dev.belay.app;

import dev.belay.money.NearestWord;
import dev.belay.simulation.Scenario;
import dev.belay.simulation.ScenarioText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds scenarios: those that come with Belay by their name, others by their file. */
final class ScenarioFiles {

    /** The incidents that Belay exists to make impossible. */
    static final List<String> NAMES =
            List.of("fourteen-stops", "kava-2021", "soon-stale-size", "refused-size", "three-ledgers");

    private ScenarioFiles() {}

    /** The scenario of that name, or in that file; what does not exist or makes no sense is a usage error. */
    static Scenario read(String nameOrFile) {
        try {
            return ScenarioText.read(nameOrFile, lines(nameOrFile));
        } catch (MalformedInputException binary) {
            throw new CommandFailure(ExitCodes.USAGE, "--scenario: %s is no text in UTF-8".formatted(nameOrFile));
        } catch (IOException failure) {
            throw new CommandFailure(
                    ExitCodes.USAGE, "--scenario: %s cannot be read: %s".formatted(nameOrFile, failure.getMessage()));
        } catch (IllegalArgumentException nonsense) {
            throw new CommandFailure(ExitCodes.USAGE, "--scenario: " + nonsense.getMessage());
        }
    }

    private static List<String> lines(String nameOrFile) throws IOException {
        if (NAMES.contains(nameOrFile)) {
            return ours(nameOrFile);
        }
        Path file = Path.of(nameOrFile);
        if (Files.isRegularFile(file)) {
            return Files.readAllLines(file);
        }
        String near = NearestWord.to(nameOrFile, NAMES)
                .map(" (did you mean %s?)"::formatted)
                .orElse("");
        throw new IllegalArgumentException("there is no scenario and no file [%s]%s; the scenarios are: %s"
                .formatted(nameOrFile, near, String.join(", ", NAMES)));
    }

    private static List<String> ours(String name) throws IOException {
        try (InputStream file = ScenarioFiles.class.getResourceAsStream("/scenarios/" + name + ".txt")) {
            if (file == null) {
                throw new IOException("it is missing from this build");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
