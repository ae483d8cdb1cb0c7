package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The API's document of the gateway as plain text. */
final class GatewayTable {

    private GatewayTable() {}

    /** First whether calls may be made at all, then the lanes, the limits, and what became of calls. */
    static List<String> lines(JsonNode gateway) {
        List<String> lines = new ArrayList<>();
        lines.add(silence(gateway));
        lines.addAll(lanes(gateway.path("lanes")));
        lines.addAll(budget(gateway.path("budget")));
        lines.add("%d calls out, the exchange's clock is %d ms ahead of this machine's"
                .formatted(
                        gateway.path("out").asInt(),
                        gateway.path("clockOffsetMillis").asLong()));
        lines.add(outcomes(gateway.path("outcomes")));
        JsonNode moves = gateway.path("moves");
        lines.add("moves of stops: %d granted, %d wait their turn with %s at risk and a debt of %s (money x seconds)"
                .formatted(
                        moves.path("granted").asLong(),
                        moves.path("waiting").asInt(),
                        moves.path("risk").asText(),
                        moves.path("debt").asText()));
        return lines;
    }

    private static String silence(JsonNode gateway) {
        if (!gateway.path("silentUntil").isNull()) {
            return "SILENT until " + gateway.path("silentUntilUtc").asText()
                    + ": the exchange wants to hear nothing from this address; the stops there stay";
        }
        return gateway.path("placingSilentUntil").isNull()
                ? "The exchange may be asked."
                : "NO ORDERS until " + gateway.path("placingSilentUntilUtc").asText() + "; cancels and reads pass";
    }

    private static List<String> lanes(JsonNode lanes) {
        var table = new TextTable("LANE", ">WAITING", ">OLDEST MS");
        for (Map.Entry<String, JsonNode> lane : lanes.properties()) {
            table.add(
                    lane.getKey(),
                    lane.getValue().path("waiting").asText(),
                    lane.getValue().path("oldestMillis").asText());
        }
        return table.lines();
    }

    private static List<String> budget(JsonNode budget) {
        var table = new TextTable("LIMIT", ">USED", ">OF", ">%");
        for (Map.Entry<String, JsonNode> window : budget.properties()) {
            long used = window.getValue().path("used").asLong();
            long limit = window.getValue().path("limit").asLong();
            table.add(
                    window.getKey(),
                    Long.toString(used),
                    Long.toString(limit),
                    limit == 0 ? "" : Long.toString(used * 100 / limit));
        }
        return table.lines();
    }

    private static String outcomes(JsonNode outcomes) {
        String codes = StreamSupport.stream(
                        outcomes.path("refusedByCode").properties().spliterator(), false)
                .map(code -> code.getKey() + " x " + code.getValue().asText())
                .collect(Collectors.joining(", "));
        return "%d done, %d refused%s, %d unknown, %d not sent"
                .formatted(
                        outcomes.path("done").asLong(),
                        outcomes.path("refused").asLong(),
                        codes.isEmpty() ? "" : " (" + codes + ")",
                        outcomes.path("unknown").asLong(),
                        outcomes.path("notSent").asLong());
    }
}
