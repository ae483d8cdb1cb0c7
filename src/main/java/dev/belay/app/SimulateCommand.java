package dev.belay.app;

import dev.belay.simulation.Campaign;
import dev.belay.simulation.CampaignReport;
import dev.belay.simulation.CampaignText;
import dev.belay.simulation.Day;
import dev.belay.simulation.DayReport;
import dev.belay.simulation.PlanText;
import dev.belay.simulation.Scenario;
import dev.belay.simulation.ScenarioReport;
import dev.belay.simulation.ScenarioRun;
import dev.belay.simulation.Shrinker;
import dev.belay.simulation.WorldPlan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code belay simulate}. */
@CommandLine.Command(
        name = "simulate",
        description =
                "Lives through days of Belay in virtual time, with faults injected and a judge who sees the exchange only.")
final class SimulateCommand extends Command {

    private static final int LINES_SHOWN = 40;
    private static final int SHRUNK_MOST = 3;
    private static final long PROGRESS_NANOS = Duration.ofSeconds(5).toNanos();

    @Option(names = "--seeds", paramLabel = "A..B", description = "The days to live through. Default: 1..100.")
    private String seeds = "1..100";

    @Option(names = "--chaos", paramLabel = "DURATION", description = "How long things go wrong on each: 90s, 20m.")
    private @Nullable String chaos;

    @Option(
            names = "--symbols",
            paramLabel = "N",
            description = "How many symbols are traded. Default: 1 to 4 by seed.")
    private @Nullable Integer symbols;

    @Option(names = "--only", paramLabel = "CLASSES", description = "Only these classes of faults, comma-separated.")
    private @Nullable String only;

    @Option(names = "--spare", paramLabel = "FAULTS", description = "Leaves single faults out, such as crash#3.")
    private @Nullable String spare;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            description = "Plays a story in plain text instead, without chance.")
    private @Nullable String scenario;

    @Option(names = "--list", description = "Lists the scenarios that come with Belay.")
    private boolean lists;

    @Option(names = "--threads", paramLabel = "N", description = "Days at a time. Default: one per processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--trace", paramLabel = "N", description = "Prints the last N lines of every day that is shown.")
    private int lines = LINES_SHOWN;

    @Option(names = "--report", description = "Prints all figures, not the summary only.")
    private boolean report;

    @Option(names = "--no-shrink", description = "Shows a failing day as it is, without looking for a smaller one.")
    private boolean asItIs;

    private long shownAt = System.nanoTime();
    private int shrunk;

    @Override
    public Integer call() {
        if (lists) {
            ScenarioFiles.NAMES.forEach(name -> out().println(
                            "%-16s %s".formatted(name, ScenarioFiles.read(name).story())));
            return ExitCodes.OK;
        }
        return scenario == null ? campaign() : play(ScenarioFiles.read(scenario));
    }

    private int play(Scenario story) {
        ScenarioReport played = ScenarioRun.of(story, lines);
        played.newest().forEach(line -> out().println("  " + line));
        out().println("  trace " + played.hash());
        played.complaints().forEach(out()::println);
        out().println("%s: %s after %d s of virtual time"
                .formatted(story.name(), played.isGood() ? "as expected" : "NOT as expected", played.millis() / 1_000));
        return played.isGood() ? ExitCodes.OK : ExitCodes.BROKEN_PROMISE;
    }

    private int campaign() {
        PlanText.Seeds range = range();
        plan(range.first());
        CampaignReport result =
                Campaign.run(range.first(), range.last(), threads(), this::plan, day -> onDay(day, range));
        if (report) {
            CampaignText.table(result).forEach(out()::println);
        }
        if (range.first() == range.last() && result.bad().isEmpty()) {
            showDay(Day.of(plan(range.first()), lines));
        }
        out().println(CampaignText.summary(result));
        return result.bad().isEmpty() ? ExitCodes.OK : ExitCodes.BROKEN_PROMISE;
    }

    private PlanText.Seeds range() {
        try {
            return PlanText.seeds(seeds);
        } catch (IllegalArgumentException nonsense) {
            throw new CommandFailure(ExitCodes.USAGE, "--" + nonsense.getMessage());
        }
    }

    private int threads() {
        if (threads < 1 || threads > 256) {
            throw new CommandFailure(
                    ExitCodes.USAGE, "--threads: %d is out of range; expected 1 to 256".formatted(threads));
        }
        return threads;
    }

    /** The usual day of {@code seed}, changed as the options say. */
    private WorldPlan plan(long seed) {
        try {
            WorldPlan plan = WorldPlan.of(seed);
            plan = chaos == null ? plan : plan.lasting(PlanText.millis(chaos));
            plan = symbols == null ? plan : plan.trading(symbols);
            plan = only == null ? plan : plan.with(PlanText.classes(only));
            return spare == null ? plan : plan.sparing(PlanText.strikes(spare));
        } catch (IllegalArgumentException nonsense) {
            throw new CommandFailure(ExitCodes.USAGE, String.valueOf(nonsense.getMessage()));
        }
    }

    private void onDay(DayReport day, PlanText.Seeds range) {
        if (!day.isGood()) {
            onBroken(day);
        } else if (System.nanoTime() - shownAt > PROGRESS_NANOS) {
            shownAt = System.nanoTime();
            err().println("at seed %d of %d..%d".formatted(day.plan().seed(), range.first(), range.last()));
        }
    }

    private void onBroken(DayReport day) {
        out().println("seed %d broke a promise: %s"
                .formatted(day.plan().seed(), day.violations().get(0)));
        if (!asItIs && shrunk < SHRUNK_MOST) {
            shrunk++;
            DayReport smallest = Shrinker.shrink(day, plan -> Day.of(plan, lines));
            showDay(smallest);
            out().println("the same in small (%d faults): %s"
                    .formatted(smallest.strikes().size(), PlanText.command(smallest.plan())));
        } else {
            out().println("again: " + PlanText.command(day.plan()));
        }
    }

    private void showDay(DayReport day) {
        day.newest().forEach(line -> out().println("  " + line));
        out().println("  trace " + day.hash());
    }
}
