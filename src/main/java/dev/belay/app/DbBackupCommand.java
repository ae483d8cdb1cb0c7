package dev.belay.app;

import dev.belay.journal.JournalBackup;
import dev.belay.journal.JournalVerification.Verdict;
import dev.belay.journal.RowFileWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code belay db backup}. */
@CommandLine.Command(
        name = "backup",
        description =
                "Writes the whole journal into a new file, of a running node or a stopped one, and checks it on the way. Returns 7 when it is not sound.")
final class DbBackupCommand extends JournalVerb {

    @Parameters(index = "0", paramLabel = "FILE")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (Files.exists(file)) {
            throw new CommandFailure(ExitCodes.USAGE, file + " exists already; name a new file");
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        List<Verdict> verdicts;
        try (Writer to = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
            verdicts = write(to);
        }
        Files.move(part, file); // under its name there is only ever a whole one
        boolean sound = verdicts.stream().allMatch(Verdict::isSound);
        if (!sound) {
            JournalText.verdicts(VerdictDocument.of(verdicts)).forEach(err()::println);
            err().println("not sound: the file holds the rows as they are, and cannot be restored");
        }
        return sound ? ExitCodes.OK : ExitCodes.UNREADABLE_JOURNAL;
    }

    private List<Verdict> write(Writer to) {
        try (Progress progress = Progress.of(err(), "rows written")) {
            var writer = new RowFileWriter(to);
            List<Verdict> verdicts = new JournalBackup(source().rows()).write(writer, progress);
            out().printf("%,d rows of %,d legs in %s%n", writer.rows(), verdicts.size(), file);
            return verdicts;
        }
    }
}
