package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code belay position LEG show|lookup|close|policy}. */
@CommandLine.Command(
        name = "position",
        description = {
            "Shows one leg, looks up how large its position is, closes it, or puts it under another stop policy:",
            "  belay position LEG close --because TEXT",
            "  belay position LEG policy NAME --because TEXT",
            "  belay position LEG policy --stop PRICE --because TEXT",
            "A new policy never loosens the stop, unless --override says so."
        })
final class PositionCommand extends Command {

    /** What is done with the leg. */
    enum Action {
        SHOW,
        LOOKUP,
        CLOSE,
        POLICY
    }

    @Parameters(index = "0", paramLabel = "LEG", description = "BTCUSDT, BTCUSDT:LONG or main:BTCUSDT:BOTH")
    private String leg = "";

    @Parameters(index = "1", arity = "0..1", defaultValue = "show", paramLabel = "show|lookup|close|policy")
    private Action action = Action.SHOW;

    @Parameters(index = "2", arity = "0..1", paramLabel = "NAME", description = "A policy of the configuration.")
    private @Nullable String policy;

    @Option(names = "--stop", paramLabel = "PRICE", description = "Stands for the initial stop of the policy.")
    private @Nullable String stop;

    @Option(names = "--override", description = "The policy may loosen the stop; kept in the journal.")
    private boolean override;

    @Option(
            names = {"--because", "--reason"},
            paramLabel = "TEXT",
            description = "Why it is closed or changed; kept in the journal.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who does it; kept in the journal.")
    private String by = System.getProperty("user.name", "operator");

    @Override
    public Integer call() {
        check();
        String path = "positions/" + leg(leg);
        NodeClient node = NodeClient.of(settings().home());
        switch (action) {
            case SHOW -> printJson(node.get(path));
            case LOOKUP -> printJson(node.get(path + "/lookup"));
            case CLOSE -> tell(node.post(path + "/close", body("reason")));
            case POLICY -> tell(node.post(path + "/policy", change()));
        }
        return ExitCodes.OK;
    }

    private void check() {
        boolean changes = action == Action.POLICY;
        if (!changes && (policy != null || stop != null || override)) {
            throw usage(
                    "NAME, --stop and --override belong to policy: belay position %s policy NAME --because \"...\"");
        }
        if (changes && policy == null && stop == null) {
            throw usage("name a policy or a price: belay position %s policy NAME --because \"...\"");
        }
        if (reason.isBlank() && (changes || action == Action.CLOSE)) {
            String what = changes ? "policy NAME" : "close";
            throw usage("say why: belay position %s " + what + " --because \"...\"");
        }
    }

    private CommandFailure usage(String text) {
        return new CommandFailure(ExitCodes.USAGE, text.replace("%s", leg));
    }

    private ObjectNode body(String reasonField) {
        return JournalFormat.json().createObjectNode().put(reasonField, reason).put("by", by);
    }

    private ObjectNode change() {
        ObjectNode body = body("because").put("override", override);
        if (policy != null) {
            body.put("policy", policy);
        }
        return stop == null ? body : body.put("stop", stop);
    }

    private void tell(JsonNode answer) {
        out().println(answer.path("text").asText());
    }
}
