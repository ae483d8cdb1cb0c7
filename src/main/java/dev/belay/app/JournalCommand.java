package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.money.LegId;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code belay journal}: from the running node, or with the node down from its database. */
@CommandLine.Command(
        name = "journal",
        description = "Reads the journal, also while no node runs.",
        synopsisSubcommandLabel = "(ls | show | state)",
        subcommands = {JournalCommand.Ls.class, JournalCommand.Show.class, JournalCommand.State.class})
final class JournalCommand extends Command {

    @Override
    public Integer call() {
        commandLine().usage(err());
        return ExitCodes.USAGE;
    }

    /** {@code belay journal ls}. */
    @CommandLine.Command(name = "ls", description = "Lists the legs that have a journal.")
    static final class Ls extends Command {

        @Option(names = "--json", description = "The document instead of a table.")
        private boolean json;

        @Override
        public Integer call() {
            JsonNode legs = JournalSource.of(settings()).legs();
            if (json) {
                printJson(legs);
            } else {
                JournalText.legs(legs).forEach(out()::println);
            }
            return ExitCodes.OK;
        }
    }

    /** {@code belay journal show LEG}. */
    @CommandLine.Command(name = "show", description = "Shows the events of a leg.")
    static final class Show extends Command {

        @Parameters(index = "0", paramLabel = "LEG")
        private String leg = "";

        @Option(names = "--from", paramLabel = "N", description = "The first event; default 1.")
        private long from = 1;

        @Option(names = "--to", paramLabel = "N", description = "The last event; default the newest.")
        private long to = Long.MAX_VALUE;

        @Option(names = "--json", description = "The document, with every field of every event.")
        private boolean json;

        @Override
        public Integer call() {
            LegId id = leg(leg);
            JsonNode events = JournalSource.of(settings()).events(id, from, to);
            if (json) {
                printJson(events);
            } else {
                events.path("events").forEach(event -> out().println(JournalText.line(event)));
            }
            if (events.path("events").isEmpty()) {
                err().println("no such events of " + id + ". \"belay journal ls\" lists what there is.");
            }
            return ExitCodes.OK;
        }
    }

    /** {@code belay journal state LEG --at N}. */
    @CommandLine.Command(name = "state", description = "Shows what the first N events of a leg add up to.")
    static final class State extends Command {

        @Parameters(index = "0", paramLabel = "LEG")
        private String leg = "";

        @Option(names = "--at", required = true, paramLabel = "N", description = "The number of the event.")
        private long at;

        @Option(names = "--json", description = "The whole state as a document.")
        private boolean json;

        @Override
        public Integer call() {
            JsonNode state = JournalSource.of(settings()).state(leg(leg), at);
            if (json) {
                printJson(state);
            } else {
                JournalText.state(state).forEach(out()::println);
            }
            return ExitCodes.OK;
        }
    }
}
