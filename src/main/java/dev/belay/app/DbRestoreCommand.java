package dev.belay.app;

import dev.belay.journal.JournalDatabase;
import dev.belay.journal.JournalRestore;
import dev.belay.journal.JournalVerification.Verdict;
import dev.belay.journal.RowFile;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code belay db restore}. */
@CommandLine.Command(
        name = "restore",
        description = {
            "Checks a file of \"db backup\" and, with --yes, puts it into the empty database of a node that does not run.",
            "A backup is older than the exchange: the node takes over what it finds there when it starts."
        })
final class DbRestoreCommand extends Command {

    @Parameters(index = "0", paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(names = "--yes", description = "Does it. Without it, only what would be done is said.")
    private boolean yes;

    @Override
    public Integer call() {
        Settings settings = settings();
        if (NodeClient.find(settings.home()).isPresent()) {
            throw new CommandFailure(ExitCodes.REFUSED, "a node runs in %s: stop it first".formatted(settings.home()));
        }
        List<Verdict> verdicts = verified();
        long rows = verdicts.stream().mapToLong(Verdict::rows).sum();
        Settings.Database database = settings.database();
        JournalDatabase owner = database.owned().orElseGet(database::journal);
        if (!yes) {
            out().printf(
                            "%,d events of %,d legs, sound. They would go into %s, which has to be empty. To do it: --yes%n",
                            rows, verdicts.size(), owner.url());
            return ExitCodes.OK;
        }
        restore(settings, owner);
        out().printf(
                        "%,d events of %,d legs restored into %s. The tables for people follow: belay db rebuild-views%n",
                        rows, verdicts.size(), owner.url());
        return ExitCodes.OK;
    }

    private List<Verdict> verified() {
        try (Progress progress = Progress.of(err(), "rows checked")) {
            List<Verdict> verdicts = new RowFile(file).verify(List.of(), progress);
            if (!verdicts.stream().allMatch(Verdict::isSound)) {
                JournalText.verdicts(VerdictDocument.of(verdicts)).forEach(err()::println);
                throw new CommandFailure(
                        ExitCodes.UNREADABLE_JOURNAL, "%s is not sound; nothing was restored".formatted(file));
            }
            return verdicts;
        }
    }

    private void restore(Settings settings, JournalDatabase owner) {
        Node.prepareHome(settings);
        Node.migrate(settings.database());
        var restore = new JournalRestore(owner);
        try (Progress progress = Progress.of(err(), "rows restored")) {
            restore.requireEmptyAndIdle();
            restore.restore(new RowFile(file), progress);
        } catch (JournalRestore.Refused e) {
            throw new CommandFailure(ExitCodes.REFUSED, String.valueOf(e.getMessage()));
        }
    }
}
