package dev.belay.simulation;

import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.prices.ScriptedPrices;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plays a scenario on a world without chance, before the judges of every day; afterwards all has to come to order. */
public final class ScenarioRun {

    /** Decides how long things take, and nothing else. */
    private static final long SEED = 1;

    private final Scenario scenario;
    private final Jury jury = new Jury(this::fired);
    private final World world;
    private final ScenarioStage stage;
    private final ScenarioView view;
    private final List<String> unmet = new ArrayList<>();

    private ScenarioRun(Scenario scenario, int linesKept) {
        this.scenario = scenario;
        var plan = new WorldPlan(SEED, scenario.symbols(), Math.max(1, scenario.lastAt()), Set.of(), Set.of());
        var prices = new ScriptedPrices(WellKnownSymbols.all().subList(0, scenario.symbols()), World.START);
        this.world = new World(plan, prices, jury.audit(), jury, linesKept);
        this.stage = new ScenarioStage(world);
        this.view = new ScenarioView(world);
    }

    private void fired(String fault) {
        world.fired(fault);
    }

    /** Plays {@code scenario}, and keeps {@code lines} of its trace. */
    public static ScenarioReport of(Scenario scenario, int lines) {
        return new ScenarioRun(scenario, lines).played();
    }

    private ScenarioReport played() {
        world.begin();
        scenario.lines().forEach(line -> world.agenda().after(line.at(), () -> happen(line)));
        if (jury.isGoodFor(scenario.lastAt(), world)) {
            Day.settle(world, jury);
        }
        jury.violations().forEach(violation -> world.trace().add(world.agenda().now(), "VIOLATION " + violation));
        return new ScenarioReport(
                scenario,
                unmet,
                jury.violations(),
                world.agenda().now() - World.START,
                world.trace().hash(),
                world.trace().newest());
    }

    private void happen(Scenario.Line line) {
        world.trace().add(world.agenda().now(), "> " + line.text());
        if (line.act() instanceof Act.Expect expected) {
            view.unmet(expected).ifPresent(found -> {
                String complaint =
                        "%s line %d: [%s], but %s".formatted(scenario.name(), line.number(), line.text(), found);
                unmet.add(complaint);
                world.trace().add(world.agenda().now(), "UNMET " + complaint);
            });
        } else {
            stage.act(line.act());
        }
    }
}
