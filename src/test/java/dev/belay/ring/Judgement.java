package dev.belay.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process says that reads nothing but the exchange's audit. */
final class Judgement {

    private static final String TIMES_AS_LONG = "3";

    private Judgement() {}

    /**
     * Fails, with what it says, unless every promise was kept and there was something to judge.
     *
     * @param home for its files
     * @param excuses times in which nobody could protect anything, a line each
     * @param healed since when nothing was in the way, epoch milliseconds
     */
    static void requireKept(Path home, Path audit, List<String> excuses, long healed)
            throws IOException, InterruptedException {
        Path verdict = home.resolve("verdict.txt");
        int code = new ProcessBuilder(Java.belay(
                        "audit",
                        "check",
                        audit.toString(),
                        "--excused",
                        Files.write(home.resolve("excuses.txt"), excuses).toString(),
                        "--healed-at",
                        String.valueOf(healed),
                        "--patience",
                        TIMES_AS_LONG))
                .redirectErrorStream(true)
                .redirectOutput(verdict.toFile())
                .start()
                .waitFor();
        String said = Files.readString(verdict);
        System.out.println(said);
        assertThat(code).as(said).isZero();
        assertThat(said).as("stops moved and ended").contains("stop cancelled by us", "positions open for");
    }
}
