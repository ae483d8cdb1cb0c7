package dev.belay.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code belay position LEG show|lookup|close}. */
@CommandLine.Command(
        name = "position",
        description = "Shows one leg, looks up how large its position is, or closes it: belay position LEG close.")
final class PositionCommand extends Command {

    /** What is done with the leg. */
    enum Action {
        SHOW,
        LOOKUP,
        CLOSE
    }

    @Parameters(index = "0", paramLabel = "LEG", description = "BTCUSDT, BTCUSDT:LONG or main:BTCUSDT:BOTH")
    private String leg = "";

    @Parameters(index = "1", arity = "0..1", defaultValue = "show", paramLabel = "show|lookup|close")
    private Action action = Action.SHOW;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is closed; kept in the journal.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who closes it; kept in the journal.")
    private String by = System.getProperty("user.name", "operator");

    @Override
    public Integer call() {
        if (action == Action.CLOSE && reason.isBlank()) {
            throw new CommandFailure(
                    ExitCodes.USAGE, "say why: belay position %s close --reason \"...\"".formatted(leg));
        }
        String path = "positions/" + leg(leg);
        NodeClient node = NodeClient.of(settings().home());
        if (action == Action.SHOW) {
            printJson(node.get(path));
        } else if (action == Action.LOOKUP) {
            printJson(node.get(path + "/lookup"));
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
