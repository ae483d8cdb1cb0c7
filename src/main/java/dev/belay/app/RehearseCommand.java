package dev.belay.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** {@code belay rehearse}. */
@CommandLine.Command(
        name = "rehearse",
        description = {
            "Starts a node in a temporary folder at the built-in exchange, has it guard a position, starts it again, and ends.",
            "With -XX:ArchiveClassesAtExit=belay.jsa it makes the class-data archive with which a node starts faster."
        })
final class RehearseCommand extends Command {

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("belay-rehearsal");
        try (Rehearsal rehearsal = new Rehearsal(folder)) {
            rehearsal.open();
            rehearsal.restart();
        } finally {
            delete(folder);
        }
        out().println("rehearsed: a position was guarded, and guarded again after a restart");
        return ExitCodes.OK;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
