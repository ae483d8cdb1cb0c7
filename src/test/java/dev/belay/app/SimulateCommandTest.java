package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code belay simulate --scenario}. */
class SimulateCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Ran(code, out.toString(), err.toString());
    }

    private String file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("my.txt"), String.join("\n", lines))
                .toString();
    }

    @Test
    void playsAnIncidentByItsName() {
        Ran ran = run("simulate", "--scenario", "kava-2021", "--trace", "5");
        assertThat(ran.code()).isEqualTo(ExitCodes.OK);
        assertThat(ran.out().lines().filter(line -> line.startsWith("  "))).hasSize(6);
        assertThat(ran.out()).contains("kava-2021: as expected after 230 s of virtual time");
    }

    @Test
    void returnsThatAStoryDidNotEndAsExpected() throws IOException {
        Ran ran = run(
                "simulate", "--scenario", file("symbols 1", "at 2s open BTCUSDT long 500 USDT", "at 20s expect flat"));
        assertThat(ran.code()).isEqualTo(ExitCodes.BROKEN_PROMISE);
        assertThat(ran.out())
                .contains("line 3: [at 20s expect flat], but BTCUSDT is open at the exchange", "NOT as expected");
    }

    @Test
    void aFileThatMakesNoSenseIsAUsageError() throws IOException {
        Ran ran = run("simulate", "--scenario", file("symbols 1", "at 2s opne BTCUSDT long 500 USDT"));
        assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("my.txt line 2: [opne] is no act (did you mean open?)");
    }

    @Test
    void anUnknownNameListsTheNames() {
        Ran ran = run("simulate", "--scenario", "fourteen-stop");
        assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("(did you mean fourteen-stops?)", String.join(", ", ScenarioFiles.NAMES));
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});
        Ran ran = run("simulate", "--scenario", binary.toString());
        assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("is no text in UTF-8");
    }

    @Test
    void listsEveryScenarioWithItsStory() throws IOException {
        Ran ran = run("simulate", "--list");
        assertThat(ran.code()).isEqualTo(ExitCodes.OK);
        assertThat(ran.out()).contains("fourteen-stops   Fourteen trailing stops were deleted at a restart");
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/scenarios"))) {
            assertThat(files.map(name -> name.getFileName().toString().replace(".txt", "")))
                    .containsExactlyInAnyOrderElementsOf(ScenarioFiles.NAMES);
        }
    }
}
