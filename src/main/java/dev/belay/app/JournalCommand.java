package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.money.LegId;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code belay journal}: from the running node, with the node down from its database, or straight from a database. */
@CommandLine.Command(
        name = "journal",
        description = "Reads the journal, also while no node runs.",
        synopsisSubcommandLabel = "(ls | show | state | diff | tail | export | verify)",
        subcommands = {
            JournalCommand.Ls.class,
            JournalCommand.Show.class,
            JournalCommand.State.class,
            JournalCommand.Diff.class,
            JournalTailCommand.class,
            JournalExportCommand.class,
            JournalVerifyCommand.class
        })
final class JournalCommand extends Command {

    @Override
    public Integer call() {
        commandLine().usage(err());
        return ExitCodes.USAGE;
    }

    /** {@code belay journal ls}. */
    @CommandLine.Command(name = "ls", description = "Lists the legs that have a journal.")
    static final class Ls extends JournalVerb {

        @Option(names = "--json", description = "The document instead of a table.")
        private boolean json;

        @Override
        public Integer call() {
            JsonNode legs = source().legs();
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
    static final class Show extends JournalVerb {

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
            JsonNode events = source().events(id, from, to);
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

    /** {@code belay journal state LEG --at N|TIME}. */
    @CommandLine.Command(name = "state", description = "Shows what the events of a leg up to a point add up to.")
    static final class State extends JournalVerb {

        @Parameters(index = "0", paramLabel = "LEG")
        private String leg = "";

        @Option(
                names = "--at",
                required = true,
                paramLabel = "N|TIME",
                description = "The number of an event, or a time such as 2026-11-22T10:15:30Z.")
        private String at = "";

        @Option(names = "--json", description = "The whole state as a document.")
        private boolean json;

        @Override
        public Integer call() {
            JsonNode state = source().state(leg(leg), at);
            if (json) {
                printJson(state);
            } else {
                JournalText.state(state).forEach(out()::println);
            }
            return ExitCodes.OK;
        }
    }

    /** {@code belay journal diff LEG A B}. */
    @CommandLine.Command(
            name = "diff",
            description = "Shows what changed in the state of a leg between two points, field by field.")
    static final class Diff extends JournalVerb {

        @Parameters(index = "0", paramLabel = "LEG")
        private String leg = "";

        @Parameters(index = "1", paramLabel = "A", description = "The number of an event, 0 for none, or a time.")
        private String from = "";

        @Parameters(index = "2", paramLabel = "B", description = "The number of an event, or a time.")
        private String to = "";

        @Option(names = "--json", description = "The document.")
        private boolean json;

        @Override
        public Integer call() {
            JsonNode difference = source().difference(leg(leg), from, to);
            if (json) {
                printJson(difference);
            } else {
                JournalText.difference(difference).forEach(out()::println);
            }
            return ExitCodes.OK;
        }
    }
}
