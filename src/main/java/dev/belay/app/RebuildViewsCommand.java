package dev.belay.app;

import dev.belay.journal.JournalDatabase;
import dev.belay.monitoring.tables.Rebuild;
import java.sql.Connection;
import java.sql.SQLException;
import picocli.CommandLine;

/** {@code belay db rebuild-views}. */
@CommandLine.Command(
        name = "rebuild-views",
        description = "Makes the tables for people (monitoring.*) anew from the journal, which stays as it is.")
final class RebuildViewsCommand extends Command {

    private static final int WHOLE = 100;

    private long shown = -1;

    @Override
    public Integer call() {
        Settings.Database database = settings().database();
        JournalDatabase journal = database.journal();
        Node.migrate(database);
        try (Connection connection = journal.open()) {
            long events = Rebuild.run(connection, System.currentTimeMillis(), this::show);
            out().println("made anew from %,d events; running nodes go on from there".formatted(events));
            return ExitCodes.OK;
        } catch (SQLException e) {
            throw new CommandFailure(
                    ExitCodes.UNREACHABLE,
                    "the tables in %s cannot be made anew, and stay as they were: %s"
                            .formatted(journal.url(), e.getMessage()));
        }
    }

    /** A line for each percent, so that it can be watched and logged. */
    private void show(long done, long all) {
        long percent = all == 0 ? WHOLE : done * WHOLE / all;
        if (percent > shown) {
            shown = percent;
            err().println("%3d %%  %,d of %,d events".formatted(percent, done, all));
        }
    }
}
