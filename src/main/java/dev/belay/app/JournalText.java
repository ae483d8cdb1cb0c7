package dev.belay.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The journal's documents as lines for people. */
final class JournalText {

    private JournalText() {}

    static List<String> legs(JsonNode document) {
        var table = new TextTable("LEG", ">EVENTS", "FIRST", "LAST");
        for (JsonNode leg : document.path("legs")) {
            table.add(
                    leg.path("leg").asText(),
                    leg.path("events").asText(),
                    leg.path("firstAtUtc").asText(),
                    leg.path("lastAtUtc").asText());
        }
        return table.lines();
    }

    /** One event. */
    static String line(JsonNode event) {
        return "%6s  %-24s  %-20s  %s"
                .formatted(
                        "#" + event.path("sequence").asText(),
                        event.path("atUtc").asText(),
                        event.path("name").asText(),
                        event.path("text").asText())
                .stripTrailing();
    }

    /** One event among those of other legs. */
    static String placed(JsonNode event) {
        return "%-22s%s".formatted(event.path("leg").asText(), line(event));
    }

    /** What changed between two points. */
    static List<String> difference(JsonNode document) {
        List<String> lines = new ArrayList<>();
        lines.add("%s from %s to %s"
                .formatted(document.path("leg").asText(), point(document.path("from")), point(document.path("to"))));
        if (document.path("changes").isEmpty()) {
            lines.add("  nothing changed");
            return lines;
        }
        var table = new TextTable("FIELD", "FROM", "TO");
        document.path("changes")
                .forEach(change ->
                        table.add(change.path("field").asText(), value(change.path("from")), value(change.path("to"))));
        table.lines().forEach(line -> lines.add("  " + line));
        return lines;
    }

    private static String point(JsonNode point) {
        return point.path("sequence").asLong() == 0
                ? "before the first event"
                : "#%s (%s)"
                        .formatted(
                                point.path("sequence").asText(),
                                point.path("atUtc").asText());
    }

    private static String value(JsonNode value) {
        return value.isNull() ? "-" : value.isTextual() ? value.asText() : value.toString();
    }

    /** What a verification found. */
    static List<String> verdicts(JsonNode document) {
        var table = new TextTable("LEG", ">ROWS", ">HEAD", "HASH");
        List<String> wrong = new ArrayList<>();
        for (JsonNode journal : document.path("journals")) {
            String leg = journal.path("leg").asText();
            table.add(
                    leg,
                    journal.path("rows").asText(),
                    "#" + journal.path("sequence").asText(),
                    journal.path("hash").asText());
            journal.path("findings")
                    .forEach(finding -> wrong.add("WRONG %s: row %s %s"
                            .formatted(
                                    leg,
                                    finding.path("sequence").asText(),
                                    finding.path("text").asText())));
        }
        List<String> lines = table.lines();
        return Stream.concat(lines.stream(), wrong.stream()).toList();
    }

    /** What the leg was. */
    static List<String> state(JsonNode document) {
        JsonNode summary = document.path("summary");
        List<String> lines = new ArrayList<>();
        lines.add("%s after event #%s: %s, protection %s"
                .formatted(
                        document.path("leg").asText(),
                        document.path("sequence").asText(),
                        summary.path("phase").asText(),
                        summary.path("protection").asText()));
        lines.add("  last      " + summary.path("last").path("text").asText());
        JsonNode position = summary.path("position");
        if (position.isObject()) {
            lines.add("  position  %s %s at %s, since %s"
                    .formatted(
                            position.path("direction").asText(),
                            position.path("quantity").asText(),
                            position.path("entry").asText(),
                            position.path("openedAtUtc").asText()));
            lines.add(stop(summary.path("stop")));
        }
        document.path("state").path("stops").path("byId").forEach(order -> lines.add(order(order)));
        return lines;
    }

    private static String stop(JsonNode stop) {
        return "  stop      wanted %s, proven %s, disaster %s; %s, best price %s"
                .formatted(
                        stop.path("wanted").asText(),
                        stop.path("proven").asText("none"),
                        stop.path("disaster").asText("none"),
                        trailing(stop),
                        stop.path("peak").asText());
    }

    private static String trailing(JsonNode stop) {
        if (stop.path("activated").asBoolean()) {
            return "trailing";
        }
        return stop.path("activation").isTextual()
                ? "trails from " + stop.path("activation").asText()
                : "does not trail";
    }

    private static String order(JsonNode order) {
        return "  order     %s %s at %s: %s"
                .formatted(
                        order.path("slot").asText(),
                        order.path("id").asText(),
                        order.path("trigger").asText(),
                        order.path("status").asText());
    }
}
