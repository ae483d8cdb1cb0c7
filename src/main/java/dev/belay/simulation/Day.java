package dev.belay.simulation;

import dev.belay.simulation.observer.Violation;
import java.util.List;

/**
 * One day from beginning to end, judged by what the exchange sees and by what the journal commits: first things go wrong,
 * then everything is mended and has to come to order, then prices stand still and nothing may be done any more. It ends
 * at the first promise that is not kept.
 */
public final class Day {

    private final WorldPlan plan;
    private final Jury jury = new Jury(this::fired);
    private final World world;

    private Day(WorldPlan plan, int linesKept) {
        this.plan = plan;
        this.world = new World(plan, jury.audit(), jury, linesKept);
    }

    private void fired(String fault) {
        world.fired(fault);
    }

    /** Lives through the day of {@code plan}, and keeps {@code lines} of its trace. */
    public static DayReport of(WorldPlan plan, int lines) {
        return new Day(plan, lines).lived();
    }

    private DayReport lived() {
        world.begin();
        if (jury.isGoodFor(plan.chaosMillis(), world)) {
            settle(world, jury);
        }
        return report();
    }

    /** Mends everything, lets it come to order, and then lets everything stand still. */
    static void settle(World world, Jury jury) {
        world.heal();
        jury.heal(world.agenda().now());
        if (jury.isGoodFor(WorldPlan.HEALING_MILLIS, world)) {
            world.standStill();
            if (jury.isGoodFor(WorldPlan.QUIET_MILLIS, world)) {
                jury.end(world);
            }
        }
    }

    private DayReport report() {
        List<Violation> violations = jury.violations();
        violations.forEach(violation -> world.trace().add(world.agenda().now(), "VIOLATION " + violation));
        return new DayReport(
                plan,
                violations,
                world.agenda().happened(),
                world.agenda().now() - World.START,
                world.dice().struck(),
                world.strikes(),
                world.crashes(),
                jury.figures(),
                world.trace().hash(),
                world.trace().newest());
    }
}
