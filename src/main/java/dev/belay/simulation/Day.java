package dev.belay.simulation;

import dev.belay.money.LegId;
import dev.belay.position.LegEvent;
import dev.belay.simulation.observer.Commit;
import dev.belay.simulation.observer.ExchangeJudge;
import dev.belay.simulation.observer.JournalJudge;
import dev.belay.simulation.observer.JudgeTerms;
import dev.belay.simulation.observer.Observed;
import dev.belay.simulation.observer.ObservingAudit;
import dev.belay.simulation.observer.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * One day from beginning to end, judged by what the exchange sees and by what the journal commits: first things go wrong,
 * then everything is mended and has to come to order, then prices stand still and nothing may be done any more. It ends
 * at the first promise that is not kept.
 */
public final class Day implements Witness {

    private static final JudgeTerms TERMS = JudgeTerms.of(Surroundings.TAG).answeringWithin(Network.DEADLINE_MILLIS);

    private final WorldPlan plan;
    private final ExchangeJudge exchange = new ExchangeJudge(TERMS);
    private final JournalJudge journal = new JournalJudge(TERMS);
    private final World world;

    private Day(WorldPlan plan, int linesKept) {
        this.plan = plan;
        this.world = new World(plan, new ObservingAudit(this::see), this, linesKept);
    }

    private void see(Observed what) {
        exchange.see(what);
        journal.see(what);
        if (what instanceof Observed.FaultSeen fault) {
            world.fired(fault.fault());
        }
    }

    @Override
    public void committed(LegId leg, long after, List<LegEvent> events, String writer, long at) {
        long sequence = after;
        for (LegEvent event : events) {
            sequence++;
            journal.committed(new Commit(leg, sequence, event, writer, at));
        }
    }

    @Override
    public void excuse(String why, long from) {
        exchange.excuse(why, from);
    }

    @Override
    public void excuseOver(String why, long at) {
        exchange.excuseOver(why, at);
    }

    /** Lives through the day of {@code plan}, and keeps {@code lines} of its trace. */
    public static DayReport of(WorldPlan plan, int lines) {
        return new Day(plan, lines).lived();
    }

    private DayReport lived() {
        world.begin();
        if (isGoodFor(plan.chaosMillis())) {
            world.heal();
            exchange.heal(world.agenda().now());
            if (isGoodFor(WorldPlan.HEALING_MILLIS)) {
                world.standStill();
                if (isGoodFor(WorldPlan.QUIET_MILLIS)) {
                    end();
                }
            }
        }
        return report();
    }

    /** Lets so much time go by, unless a promise is broken. */
    private boolean isGoodFor(long millis) {
        long end = world.agenda().now() + millis;
        boolean isGood = true;
        while (isGood && world.agenda().next(end)) {
            isGood = !exchange.hasViolations() && !journal.hasViolations();
        }
        return isGood;
    }

    private void end() {
        long now = world.agenda().now();
        world.nodes()
                .forEach(node -> node.legs().stream()
                        .filter(SimulatedLeg::isSettled)
                        .filter(leg -> journal.folded(leg.state().id()).sequence()
                                == leg.state().sequence())
                        .forEach(leg -> journal.atRest(leg.state(), now)));
        exchange.end(now);
    }

    private DayReport report() {
        List<Violation> violations = new ArrayList<>(exchange.violations());
        violations.addAll(journal.violations());
        violations.forEach(violation -> world.trace().add(world.agenda().now(), "VIOLATION " + violation));
        return new DayReport(
                plan,
                violations,
                world.agenda().happened(),
                world.agenda().now() - World.START,
                world.dice().struck(),
                world.strikes(),
                world.crashes(),
                exchange.figures(),
                world.trace().hash(),
                world.trace().newest());
    }
}
