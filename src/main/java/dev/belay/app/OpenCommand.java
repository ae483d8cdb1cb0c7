package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.journal.JournalFormat;
import dev.belay.money.LegId;
import java.math.BigDecimal;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code belay open}. */
@CommandLine.Command(
        name = "open",
        description = "Opens a position and waits until it is protected, or until it is clear that it is not opened.")
final class OpenCommand extends Command {

    @Parameters(index = "0", paramLabel = "SYMBOL")
    private String symbol = "";

    @Parameters(index = "1", paramLabel = "long|short")
    private String direction = "";

    @Option(names = "--usd", required = true, paramLabel = "N", description = "What it may cost, in the quote asset.")
    private BigDecimal usd = BigDecimal.ZERO;

    @Option(names = "--by", paramLabel = "NAME", description = "Who wants it; kept in the journal.")
    private String by = System.getProperty("user.name", "operator");

    @Override
    public Integer call() {
        LegId leg = leg(symbol);
        NodeClient node = NodeClient.of(settings().home());
        long before = eventsOf(node, leg);
        ObjectNode body = JournalFormat.json().createObjectNode();
        body.put("symbol", leg.symbol().name())
                .put("direction", direction)
                .put("usd", usd.toPlainString())
                .put("by", by);
        JsonNode plan = node.post("open", body);
        out().printf(
                        "accepted: %s %s %s at about %s, stop at %s first%n",
                        plan.path("direction").asText(),
                        plan.path("quantity").asText(),
                        leg.symbol(),
                        plan.path("reference").asText(),
                        plan.path("stop").asText());
        return new Following(node, leg, out(), err()).from(before + 1);
    }

    private static long eventsOf(NodeClient node, LegId leg) {
        for (JsonNode row : node.get("journal").path("legs")) {
            if (row.path("leg").asText().equals(leg.toString())) {
                return row.path("events").asLong();
            }
        }
        return 0;
    }
}
