package dev.belay.app;

import picocli.CommandLine;

/** {@code belay db}: the tables behind the journal. */
@CommandLine.Command(
        name = "db",
        description = "Looks after the tables in the database.",
        synopsisSubcommandLabel = "(migrate | status | backup | restore)",
        subcommands = {DbMigrateCommand.class, DbStatusCommand.class, DbBackupCommand.class, DbRestoreCommand.class})
final class DbCommand extends Command {

    @Override
    public Integer call() {
        commandLine().usage(err());
        return ExitCodes.USAGE;
    }
}
