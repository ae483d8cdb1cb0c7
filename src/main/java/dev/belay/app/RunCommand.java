package dev.belay.app;

import picocli.CommandLine;

/** {@code belay run}. */
@CommandLine.Command(name = "run", description = "Runs a node that guards the account, until it is stopped (Ctrl-C).")
final class RunCommand extends Command {

    @Override
    public Integer call() {
        return Node.run(SettingsReader.forStart(options.source(), System.getenv()));
    }
}
