package dev.belay.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code belay position LEG show|lookup|close|rebuild}. */
@CommandLine.Command(
        name = "position",
        description =
                "Shows one leg, looks up how large its position is, closes it, or begins its history anew from what"
                        + " the exchange says when its journal cannot be read back: belay position LEG rebuild.")
final class PositionCommand extends Command {

    /** What is done with the leg. */
    enum Action {
        SHOW,
        LOOKUP,
        CLOSE,
        REBUILD
    }

    @Parameters(index = "0", paramLabel = "LEG", description = "BTCUSDT, BTCUSDT:LONG or main:BTCUSDT:BOTH")
    private String leg = "";

    @Parameters(index = "1", arity = "0..1", defaultValue = "show", paramLabel = "show|lookup|close|rebuild")
    private Action action = Action.SHOW;

    @Option(
            names = {"--reason", "--because"},
            paramLabel = "TEXT",
            description = "Why it is closed or rebuilt; kept in the journal.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who closes or rebuilds it; kept in the journal.")
    private String by = System.getProperty("user.name", "operator");

    @Override
    public Integer call() {
        if (action == Action.CLOSE && reason.isBlank()) {
            throw new CommandFailure(
                    ExitCodes.USAGE, "say why: belay position %s close --reason \"...\"".formatted(leg));
        }
        if (action == Action.REBUILD && reason.isBlank()) {
            throw new CommandFailure(
                    ExitCodes.USAGE, "say why: belay position %s rebuild --because \"...\"".formatted(leg));
        }
        String path = "positions/" + leg(leg);
        NodeClient node = NodeClient.of(settings().home());
        if (action == Action.SHOW) {
            printJson(node.get(path));
        } else if (action == Action.LOOKUP) {
            printJson(node.get(path + "/lookup"));
        } else if (action == Action.REBUILD) {
            ObjectNode body = JournalFormat.json()
                    .createObjectNode()
                    .put("because", reason)
                    .put("by", by);
            out().println(node.post(path + "/rebuild", body).path("text").asText());
        } else {
            ObjectNode body = JournalFormat.json()
                    .createObjectNode()
                    .put("reason", reason)
                    .put("by", by);
            out().println(node.post(path + "/close", body).path("text").asText());
        }
        return ExitCodes.OK;
    }
}
