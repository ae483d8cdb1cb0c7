package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.journal.JournalHead;
import dev.belay.journal.JournalVerification;
import dev.belay.journal.JournalVerification.Verdict;
import dev.belay.journal.RowFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code belay journal verify}. */
@CommandLine.Command(
        name = "verify",
        description = {
            "Checks the hash chain of every leg: whether a row was changed, left out or moved. Returns 7 when one was.",
            "That rows were cut off at the end shows only against heads that were kept elsewhere: keep what --json prints and name it with --against."
        })
final class JournalVerifyCommand extends JournalVerb {

    @Option(names = "--against", paramLabel = "FILE", description = "What --json printed earlier.")
    private @Nullable Path against;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Checks a file of \"journal export\" or \"db backup\" instead.")
    private @Nullable Path file;

    @Option(names = "--json", description = "The document instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        List<JournalHead> kept = against == null ? List.of() : VerdictDocument.heads(against);
        List<Verdict> verdicts = verdicts(kept);
        JsonNode document = VerdictDocument.of(verdicts);
        if (json) {
            printJson(document);
        } else {
            JournalText.verdicts(document).forEach(out()::println);
        }
        boolean sound = verdicts.stream().allMatch(Verdict::isSound);
        if (!json && sound) {
            err().println("sound");
        }
        return sound ? ExitCodes.OK : ExitCodes.UNREADABLE_JOURNAL;
    }

    private List<Verdict> verdicts(List<JournalHead> kept) {
        try (Progress progress = Progress.of(err(), "rows checked")) {
            return file == null
                    ? new JournalVerification(kept, progress).of(source().rows())
                    : new RowFile(file).verify(kept, progress);
        }
    }
}
