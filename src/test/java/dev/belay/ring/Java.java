package dev.belay.ring;

import dev.belay.simulation.mutants.RingMutant;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of the packaged program. */
final class Java {

    private static final Path JAR = Path.of("target/belay.jar").toAbsolutePath();
    private static final Path TESTS = Path.of("target/test-classes").toAbsolutePath();

    /** A process lives for seconds: compiling its code well would take longer than running it. */
    private static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx400m", "-Xshare:auto");

    private static final List<String> PROGRAM = program();

    private Java() {}

    private static List<String> program() {
        String mutant = System.getProperty("belay.ring.mutant", "");
        if (mutant.isEmpty()) {
            return List.of("-jar", JAR.toString());
        }
        try {
            Path classes = Files.createTempDirectory("belay-mutant");
            RingMutant.compile(mutant, classes);
            return List.of("-cp", classes + File.pathSeparator + JAR, "dev.belay.app.Main");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        return command;
    }

    /** As a user runs it; {@code -Dbelay.ring.mutant=NAME+NAME} takes guards away: see {@link RingMutant}. */
    static List<String> belay(String... arguments) {
        List<String> command = java();
        command.addAll(PROGRAM);
        command.addAll(List.of(arguments));
        return command;
    }

    /** The same jar behind a folder whose {@code akka.conf} wins, with the failpoint {@code point}. */
    static List<String> trapped(Path configuration, String point, List<String> arguments) {
        List<String> command = java();
        command.add("-D" + HaltingJournal.PROPERTY + "=" + point);
        command.add("-Dlogback.configurationFile=logback.xml");
        command.addAll(List.of(
                "-cp", String.join(File.pathSeparator, configuration.toString(), JAR.toString(), TESTS.toString())));
        command.add("dev.belay.app.Main");
        command.addAll(arguments);
        return command;
    }
}
