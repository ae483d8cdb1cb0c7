package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as a new user runs it, killed and started again. */
@Timeout(180)
class PackagedJarIT {

    private static final Path JAR = Path.of("target/belay.jar").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a command printed and returned. */
    private record Ran(int exitCode, String out, String err) {}

    @TempDir
    Path home;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void guardsThroughAKillAndAnswersEverybodyMeanwhile() throws Exception {
        Process node = run("first");
        awaitNode();

        Ran open = belay("open", "BTCUSDT", "long", "--usd", "200", "--by", "test");
        assertThat(open.exitCode()).as(open.toString()).isZero();
        assertThat(open.out()).contains("protected: stop at");
        Ran before = belay("positions", "--json");
        assertThat(before.exitCode()).as(before.toString()).isZero();

        Ran second = belay(config("run"));
        assertThat(second.exitCode()).as(second.toString()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(second.err()).contains("another process has it open");

        node.destroyForcibly().waitFor();
        Ran offline = belay("journal", "show", "BTCUSDT");
        assertThat(offline.exitCode()).as(offline.toString()).isZero();
        assertThat(offline.out()).contains("position-opened").contains("stop-confirmed");
        assertThat(belay("positions").exitCode()).isEqualTo(ExitCodes.UNREACHABLE);

        Process again = run("second");
        awaitNode();
        await().atMost(PATIENCE).until(() -> belay("positions").out().contains("1 open, 1 protected"));
        assertThat(stopOf(belay("positions", "--json"))).isEqualTo(stopOf(before));

        Ran close = belay("position", "BTCUSDT", "close", "--reason", "the test is over");
        assertThat(close.exitCode()).as(close.toString()).isZero();
        await().atMost(PATIENCE).until(() -> belay("positions").out().contains("0 open"));

        again.destroy();
        assertThat(again.waitFor(20, TimeUnit.SECONDS)).as("stops on SIGTERM").isTrue();
        assertThat(home.resolve("node.json")).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithAConfigurationAndStartsNothing() throws Exception {
        Path file = Files.writeString(home.resolve("bad.conf"), """
                belay.policies.default.calback = 0.5
                belay.silence-max = 10
                belay.policies.default.initial-stop = "200 %"
                """);

        Ran ran = belay("run", "--config", file.toString());

        assertThat(ran.exitCode()).isEqualTo(ExitCodes.CONFIGURATION);
        assertThat(ran.err()).contains("bad.conf:1", "Did you mean", "bad.conf:2", "bad.conf:3");
        assertThat(home.resolve("journal.mv.db")).doesNotExist();
    }

    @Test
    void explainsItselfWithoutArguments() throws Exception {
        Ran ran = belay();

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("belay run").contains("positions");
    }

    private Process run(String name) throws IOException {
        Process process = command(config("run"))
                .redirectError(home.resolve(name + ".log").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    private void awaitNode() {
        await().atMost(PATIENCE).until(() -> belay("positions").exitCode() != ExitCodes.UNREACHABLE);
    }

    private Ran belay(String... arguments) throws IOException, InterruptedException {
        File out = Files.createTempFile(home, "out", ".txt").toFile();
        File err = Files.createTempFile(home, "err", ".txt").toFile();
        Process process = command(needsHome(arguments) ? config(arguments) : arguments)
                .redirectOutput(out)
                .redirectError(err)
                .start();
        started.add(process);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), text(out), text(err));
    }

    private static boolean needsHome(String... arguments) {
        return arguments.length > 0
                && !List.of(arguments).contains("--config")
                && !List.of(arguments).contains("--set");
    }

    private String[] config(String... verb) {
        List<String> arguments = new ArrayList<>(List.of(verb));
        arguments.addAll(List.of("--set", "belay.home=" + home));
        arguments.addAll(List.of("--set", "belay.api.port=0"));
        arguments.addAll(List.of("--set", "belay.probes.enabled=false"));
        arguments.addAll(List.of("--set", "belay.paper.trader=false"));
        return arguments.toArray(String[]::new);
    }

    private static ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static String text(File file) throws IOException {
        return Files.readString(file.toPath(), StandardCharsets.UTF_8);
    }

    private static String stopOf(Ran positions) {
        int at = positions.out().indexOf("\"stop\"");
        assertThat(at).as(positions.toString()).isPositive();
        return positions.out().substring(at, positions.out().indexOf(',', at));
    }
}
