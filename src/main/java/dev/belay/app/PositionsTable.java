package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The documents of the API as lines for people. */
final class PositionsTable {

    private PositionsTable() {}

    /** The head line and one line per leg. */
    static List<String> lines(JsonNode status, JsonNode positions) {
        List<String> lines = new ArrayList<>();
        lines.add(head(status));
        JsonNode orders = status.path("conditionalOrders");
        if (orders.path("crowded").asBoolean()) {
            lines.add("CROWDED %d of %d conditional orders of the account are in use; cancel those that are not needed"
                    .formatted(
                            orders.path("resting").asInt(), orders.path("most").asInt()));
        }
        var table = new TextTable(
                "LEG",
                "SIDE",
                ">QUANTITY",
                ">ENTRY",
                ">MARK",
                ">PROFIT",
                ">%",
                ">STOP",
                ">DIST %",
                "TRAIL",
                "PROTECTION");
        for (JsonNode leg : positions.path("positions")) {
            add(table, leg);
        }
        for (JsonNode broken : positions.path("quarantined")) {
            lines.add("QUARANTINED %s since %s: %s"
                    .formatted(
                            name(broken.path("leg").asText()),
                            broken.path("atUtc").asText(),
                            broken.path("reason").asText()));
        }
        if (positions.path("positions").isEmpty()
                && positions.path("quarantined").isEmpty()) {
            lines.add("Nothing is open. Try: belay open BTCUSDT long --usd 200");
        } else {
            lines.addAll(table.lines());
        }
        return lines;
    }

    /** Whether a position is open without a proven stop. */
    static boolean isUnprotected(JsonNode leg) {
        return leg.path("protection").asText().equals("UNPROTECTED");
    }

    /** The leg as it is named in commands: without what goes without saying. */
    static String name(String leg) {
        LegId id = LegId.parse(leg);
        return id.side() == PositionSide.BOTH ? id.symbol().name() : id.symbol() + ":" + id.side();
    }

    private static String head(JsonNode status) {
        JsonNode positions = status.path("positions");
        return "MODE %s, %d open, %d protected, gateway %d weight and %d orders this minute"
                .formatted(
                        status.path("mode").asText(),
                        positions.path("open").asInt(),
                        positions.path("protected").asInt(),
                        status.at("/gateway/budget/weightPerMinute/used").asInt(),
                        status.at("/gateway/budget/ordersPerMinute/used").asInt());
    }

    private static void add(TextTable table, JsonNode leg) {
        JsonNode position = leg.path("position");
        JsonNode stop = leg.path("stop");
        table.add(
                name(leg.path("leg").asText()),
                position.isObject()
                        ? position.path("direction").asText()
                        : leg.path("phase").asText(),
                text(position, "quantity"),
                text(position, "entry"),
                text(position, "mark"),
                signed(text(position, "profit")),
                signed(text(position, "profitPercent")),
                text(stop, "wanted"),
                text(stop, "distancePercent"),
                trail(stop),
                protection(leg, stop));
    }

    private static String trail(JsonNode stop) {
        if (!stop.isObject()) {
            return "-";
        }
        if (stop.path("activated").asBoolean()) {
            return "from peak " + text(stop, "peak");
        }
        return stop.path("activation").isTextual() ? "begins at " + text(stop, "activation") : "no trailing";
    }

    private static String protection(JsonNode leg, JsonNode stop) {
        String state = leg.path("protection").asText();
        String number = "  #" + leg.path("last").path("sequence").asLong();
        String word = state.equals("UNPROTECTED") ? state : state.toLowerCase(Locale.ROOT);
        boolean behind = state.equals("ADJUSTING") && !text(stop, "proven").equals(text(stop, "wanted"));
        return behind ? word + ", proven " + text(stop, "proven") + number : word + number;
    }

    private static String signed(String number) {
        if (number.equals("-")) {
            return number;
        }
        BigDecimal rounded = new BigDecimal(number).setScale(2, RoundingMode.HALF_EVEN);
        return (rounded.signum() > 0 ? "+" : "") + rounded.toPlainString();
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? "-" : value.asText();
    }
}
