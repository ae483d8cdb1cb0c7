package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The README says nothing that is not so. What its commands do is run by {@code PackagedJarIT}. */
class ReadmeTest {

    private static final String JAR = "java -jar target/belay.jar ";
    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern TEST_NAME = Pattern.compile("\\b([A-Z][A-Za-z]+Test)\\b");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    static List<String> commands() throws IOException {
        return readme().lines().filter(line -> line.startsWith(JAR)).toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsOneThatTheProgramTakes(String line) {
        List<String> arguments = new ArrayList<>();
        Matcher matcher = ARGUMENT.matcher(line.substring(JAR.length()));
        while (matcher.find()) {
            arguments.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }

        assertThatCode(() -> new CommandLine(new Main())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .parseArgs(arguments.toArray(String[]::new)))
                .doesNotThrowAnyException();
    }

    @Test
    void everyTestThatItNamesExists() throws IOException {
        List<String> sources = testSources();
        Matcher matcher = TEST_NAME.matcher(readme());

        while (matcher.find()) {
            assertThat(sources).contains(matcher.group(1) + ".java");
        }
    }

    @Test
    void everyFileThatItLinksExists() throws IOException {
        Matcher matcher = LINK.matcher(readme());

        while (matcher.find()) {
            assertThat(Path.of(matcher.group(1))).exists();
        }
    }

    private static List<String> testSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
