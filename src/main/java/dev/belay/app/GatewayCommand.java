package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code belay gateway}. */
@CommandLine.Command(
        name = "gateway",
        description = "Shows the road to the exchange: what waits, what is used of its limits, bans, the clock.")
final class GatewayCommand extends Command {

    @Option(names = "--json", description = "The API's document instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        JsonNode gateway = NodeClient.of(settings().home()).get("gateway");
        if (json) {
            printJson(gateway);
        } else {
            GatewayTable.lines(gateway).forEach(out()::println);
        }
        return ExitCodes.OK;
    }
}
