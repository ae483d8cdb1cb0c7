package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code belay position LEG show|lookup|close|policy|rebuild}. */
@CommandLine.Command(
        name = "position",
        description = {
            "Shows one leg, looks up how large its position is, closes it, puts it under another stop policy, or",
            "begins its history anew from what the exchange says when its journal cannot be read back:",
            "  belay position LEG close --because TEXT",
            "  belay position LEG policy NAME --because TEXT",
            "  belay position LEG policy --stop PRICE --because TEXT",
            "  belay position LEG rebuild --because TEXT",
            "A new policy never loosens the stop, unless --override says so."
        })
final class PositionCommand extends Command {

    /** What is done with the leg. */
    enum Action {
        SHOW,
        LOOKUP,
        CLOSE,
        POLICY,
        REBUILD
    }

    @Parameters(index = "0", paramLabel = "LEG", description = "BTCUSDT, BTCUSDT:LONG or main:BTCUSDT:BOTH")
    private String leg = "";

    @Parameters(index = "1", arity = "0..1", defaultValue = "show", paramLabel = "show|lookup|close|policy|rebuild")
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
            description = "Why it is closed, changed or rebuilt; kept in the journal.")
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
            case REBUILD -> tell(node.post(path + "/rebuild", body("because")));
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
        if (reason.isBlank() && (changes || action == Action.CLOSE || action == Action.REBUILD)) {
            String what = changes ? "policy NAME" : action.name().toLowerCase(Locale.ROOT);
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
