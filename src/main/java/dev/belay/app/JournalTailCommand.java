package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code belay journal tail}: its own thread has nothing else to do than to wait between two looks. */
@CommandLine.Command(name = "tail", description = "Shows the newest events of all legs, or of one, and follows them.")
final class JournalTailCommand extends JournalVerb {

    private static final Duration PAUSE = Duration.ofMillis(500);

    @Parameters(index = "0", paramLabel = "LEG", arity = "0..1")
    private @Nullable String leg;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many events to begin with; default 20.")
    private int lines = 20;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with what is added, until it is stopped with Ctrl-C.")
    private boolean follow;

    @Option(names = "--json", description = "One JSON document in each line.")
    private boolean json;

    @Override
    public Integer call() {
        var tail = new JournalTail(source(), optionalLeg(leg));
        print(tail.last(lines));
        while (follow) {
            pause();
            print(tail.more());
        }
        return ExitCodes.OK;
    }

    private void print(List<JsonNode> events) {
        for (JsonNode event : events) {
            out().println(json ? event.toString() : JournalText.placed(event));
        }
        out().flush();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCodes.UNEXPECTED, "interrupted");
        }
    }
}
