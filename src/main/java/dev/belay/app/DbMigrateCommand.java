package dev.belay.app;

import dev.belay.journal.JournalSchema;
import picocli.CommandLine;

/** {@code belay db migrate}. */
@CommandLine.Command(
        name = "migrate",
        description =
                "Brings the tables to this version, as belay.database.owner when that is set. A node does the same when it starts.")
final class DbMigrateCommand extends Command {

    @Override
    public Integer call() {
        Settings.Database database = settings().database();
        JournalSchema schema = database.journal().schema();
        JournalSchema.Versions before = schema.versions();
        schema.bringUp(database.owned());
        out().println(
                        before.isCurrent()
                                ? "the tables are of version %s already".formatted(before.known())
                                : "the tables are of version %s now, they were [%s]"
                                        .formatted(before.known(), before.current()));
        return ExitCodes.OK;
    }
}
