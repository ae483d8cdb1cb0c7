package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code belay positions}. */
@CommandLine.Command(
        name = "positions",
        description =
                "Shows every position and its stop. Returns 6 when one has no proven stop, 7 when one is quarantined.")
final class PositionsCommand extends Command {

    @Option(names = "--json", description = "The API's document instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        NodeClient node = NodeClient.of(settings().home());
        JsonNode positions = node.get("positions");
        if (json) {
            printJson(positions);
        } else {
            PositionsTable.lines(node.get("status"), positions).forEach(out()::println);
        }
        long bare = StreamSupport.stream(positions.path("positions").spliterator(), false)
                .filter(PositionsTable::isUnprotected)
                .count();
        if (bare > 0) {
            err().printf("%d without a proven stop. See: belay journal show LEG%n", bare);
        }
        int broken = positions.path("quarantined").size();
        if (broken > 0) {
            err().printf(
                            "%d not guarded, because the journal cannot be read back; the stops at the exchange stay. See: belay position LEG rebuild%n",
                            broken);
        }
        int sound = broken > 0 ? ExitCodes.UNREADABLE_JOURNAL : ExitCodes.OK;
        return bare > 0 ? ExitCodes.UNPROTECTED : sound;
    }
}
