package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code belay why LEG}. */
@CommandLine.Command(
        name = "why",
        description =
                "Shows why a leg believes what it believes and does what it does: each belief with its proof and its age,"
                        + " what is being asked, what is wanted and why, and what the next step waits for.")
final class WhyCommand extends Command {

    @Parameters(index = "0", paramLabel = "LEG", description = "BTCUSDT, BTCUSDT:LONG or main:BTCUSDT:BOTH")
    private String leg = "";

    @Option(names = "--json", description = "The API's document instead of lines.")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode why = NodeClient.of(settings().home()).get("positions/" + leg(leg) + "/why");
        if (json) {
            printJson(why);
        } else {
            why.path("text").forEach(line -> out().println(line.asText()));
        }
        return ExitCodes.OK;
    }
}
