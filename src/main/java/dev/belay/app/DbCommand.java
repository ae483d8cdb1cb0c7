package dev.belay.app;

import picocli.CommandLine;

/** {@code belay db}: the tables behind the journal. */
@CommandLine.Command(
        name = "db",
        description = "Looks after the tables in the database.",
        synopsisSubcommandLabel = "(rebuild-views)",
        subcommands = {RebuildViewsCommand.class})
final class DbCommand extends Command {

    @Override
    public Integer call() {
        commandLine().usage(err());
        return ExitCodes.USAGE;
    }
}
