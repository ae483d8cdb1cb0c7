package dev.belay.app;

import dev.belay.journal.JournalExport;
import dev.belay.journal.JournalPoint;
import dev.belay.journal.JournalRows;
import dev.belay.journal.RowFileWriter;
import dev.belay.money.LegId;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code belay journal export}. */
@CommandLine.Command(
        name = "export",
        description =
                "Writes the rows of all legs, or of one, as lines of JSON with their hashes; \"journal verify --file\" checks them.")
final class JournalExportCommand extends JournalVerb {

    @Parameters(index = "0", paramLabel = "LEG", arity = "0..1")
    private @Nullable String leg;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only events at or after this time, such as 2026-11-22 or 2026-11-22T10:15:30Z.")
    private @Nullable String since;

    @Option(names = "--to", paramLabel = "FILE", description = "Into a new file; default the standard output.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        JournalRows rows = source().rows();
        var export = new JournalExport(rows, optionalLeg(leg).map(LegId::toString), since());
        if (file == null) {
            write(export, out());
            out().flush();
            return ExitCodes.OK;
        }
        try (Writer to = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
            write(export, to);
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw new CommandFailure(ExitCodes.USAGE, "--to: " + file + " exists already; name a new file");
        }
        return ExitCodes.OK;
    }

    private void write(JournalExport export, Appendable to) {
        try (Progress progress = Progress.of(err(), "rows written")) {
            var writer = new RowFileWriter(to);
            export.write(writer, progress);
            writer.end();
            err().printf("%d rows written%n", writer.rows());
        }
    }

    private Optional<Long> since() {
        try {
            return Optional.ofNullable(since)
                    .map(JournalPoint::parse)
                    .map(point -> point instanceof JournalPoint.AtTime time ? time.millis() : notATime());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCodes.USAGE, "--since: " + e.getMessage());
        }
    }

    private static long notATime() {
        throw new IllegalArgumentException(
                "expected a time such as 2026-11-22T10:15:30Z; events of different legs have no common number");
    }
}
