package dev.belay.app;

import java.util.Locale;
import picocli.CommandLine;

/** {@code belay config}. */
@CommandLine.Command(
        name = "config",
        description = "Checks or shows the configuration; starts nothing.",
        synopsisSubcommandLabel = "(check | show)",
        subcommands = {ConfigCommand.Check.class, ConfigCommand.Show.class})
final class ConfigCommand extends Command {

    @Override
    public Integer call() {
        commandLine().usage(err());
        return ExitCodes.USAGE;
    }

    /** {@code belay config check}. */
    @CommandLine.Command(name = "check", description = "Checks everything that is checked before a node starts.")
    static final class Check extends Command {

        @Override
        public Integer call() {
            Settings settings = SettingsReader.forStart(options.source(), System.getenv());
            out().printf(
                            "The configuration is right: mode %s, home %s, account %s.%n",
                            settings.mode().name().toLowerCase(Locale.ROOT), settings.home(), settings.account());
            return ExitCodes.OK;
        }
    }

    /** {@code belay config show}. */
    @CommandLine.Command(name = "show", description = "Shows every key in force and where its value was written.")
    static final class Show extends Command {

        @Override
        public Integer call() {
            var text = new SettingsText(SettingsFiles.load(options.source()));
            var table = new TextTable("KEY", "VALUE", "WRITTEN IN");
            text.keys().forEach(key -> table.add(key.path(), text.shown(key), text.place(key)));
            table.lines().forEach(out()::println);
            return ExitCodes.OK;
        }
    }
}
