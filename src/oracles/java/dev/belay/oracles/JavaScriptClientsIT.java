package dev.belay.oracles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code belay simulator}, as people start it, used by clients from npm; the scripts say what they claim. */
@Timeout(300)
class JavaScriptClientsIT {

    private static final Path JAR = Path.of("target/belay.jar").toAbsolutePath();
    private static final Path SCRIPTS = Path.of("src/oracles/javascript");
    private static final Path PLACE = Path.of("target/oracles-javascript").toAbsolutePath();

    private final List<Process> started = new ArrayList<>();

    @BeforeAll
    static void installTheClients() throws Exception {
        assumeTrue(isRunnable("node") && isRunnable("npm"), "skipped: node and npm are not on the path");
        Files.createDirectories(PLACE);
        try (var scripts = Files.newDirectoryStream(SCRIPTS, "*.{mjs,json}")) {
            for (Path script : scripts) {
                Files.copy(script, PLACE.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(PLACE.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(npm.waitFor()).as(said).isZero();
    }

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"connector.mjs", "connector-margin.mjs", "ccxt.mjs", "ccxt-margin.mjs"})
    void everyClaimOfTheClientHolds(String script) throws Exception {
        ProcessBuilder client =
                new ProcessBuilder("node", script).directory(PLACE.toFile()).redirectErrorStream(true);
        client.environment().putAll(simulator());
        Process process = client.start();
        started.add(process);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.startsWith("ok "))).hasSizeGreaterThan(9);
        System.out.print(said);
    }

    /** Starts it on a free port; what it prints, as the environment that the scripts ask for. */
    private Map<String, String> simulator() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "simulator",
                        "--port",
                        "0",
                        "--seed",
                        "7",
                        "--control-port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Map<String, String> printed = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" +", 2);
            printed.put(
                    "BELAY_" + words[0].toUpperCase(Locale.ROOT),
                    words[1].replaceFirst("/public.*|^Authorization: ", ""));
            if (words[0].equals("token")) {
                return printed;
            }
        }
        throw new AssertionError("the simulator ended after printing " + printed.keySet());
    }

    private static boolean isRunnable(String program) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
