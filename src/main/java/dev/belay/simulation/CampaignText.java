package dev.belay.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A report of many days in lines for people. */
public final class CampaignText {

    private CampaignText() {}

    /** One line: what most people want to know. */
    public static String summary(CampaignReport report) {
        return "%,d days, %,d simulated hours, %,d faults, %,d processes killed: %s"
                .formatted(
                        report.days(),
                        report.hours(),
                        report.faults(),
                        report.crashes(),
                        report.bad().isEmpty()
                                ? "no promise broken"
                                : report.bad().size() + " days broke a promise");
    }

    /** Everything, as two columns. */
    public static List<String> table(CampaignReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(row("seeds", "%,d".formatted(report.days())));
        lines.add(row("simulated hours", "%,d".formatted(report.hours())));
        lines.add(row("violations", "%,d".formatted(report.bad().size())));
        lines.add(row("faults injected", "%,d".formatted(report.faults())));
        catalogue(report, lines);
        lines.add(row("processes killed", "%,d".formatted(report.crashes())));
        lines.add(row("events per second and thread", "%,d".formatted(report.eventsPerSecond())));
        lines.add(row(
                "times real time",
                "%,d (%d threads, %,d s)"
                        .formatted(report.timesRealTime(), report.threads(), report.nanos() / 1_000_000_000)));
        lines.add(row("exposure without faults", percent(report.quiet())));
        lines.add(row("exposure under chaos", percent(report.troubled())));
        report.longest()
                .forEach((cause, millis) ->
                        lines.add(row("longest time without a stop, " + cause.words(), "%,d ms".formatted(millis))));
        lines.add(row("most stops of one position", String.valueOf(report.mostStops())));
        lines.add("");
        lines.add("faults: "
                + counted(report.struck().entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().word(), Map.Entry::getValue))));
        lines.add("seen by the exchange: " + counted(report.seen()));
        return lines;
    }

    private static void catalogue(CampaignReport report, List<String> lines) {
        Set<String> struck = report.faultIds();
        lines.add(row(
                "fault classes of the catalogue that struck",
                struck.size() + " of " + FaultCatalogue.all().size()));
        String missing = FaultCatalogue.missing(struck);
        if (!missing.isEmpty()) {
            lines.add(row("  did not strike in these days", missing));
        }
        FaultCatalogue.elsewhere().forEach((reason, ids) -> lines.add(row("  " + reason, String.join(" ", ids))));
        lines.add(row("mutants caught", MutantTable.summary()));
    }

    private static String counted(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + "%,d".formatted(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String percent(CampaignReport.Exposure exposure) {
        return String.format(
                Locale.ROOT,
                "%d.%04d %% of %,d position hours",
                exposure.perMillion() / 10_000,
                exposure.perMillion() % 10_000,
                exposure.positionMillis() / 3_600_000);
    }

    private static String row(String what, String value) {
        return "%-52s %s".formatted(what, value);
    }
}
