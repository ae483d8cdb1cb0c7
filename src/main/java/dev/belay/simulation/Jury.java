package dev.belay.simulation;

import dev.belay.money.LegId;
import dev.belay.position.LegEvent;
import dev.belay.simulation.observer.Commit;
import dev.belay.simulation.observer.ExchangeJudge;
import dev.belay.simulation.observer.JournalJudge;
import dev.belay.simulation.observer.JudgeFigures;
import dev.belay.simulation.observer.JudgeTerms;
import dev.belay.simulation.observer.Observed;
import dev.belay.simulation.observer.ObservingAudit;
import dev.belay.simulation.observer.Violation;
import dev.belay.simulator.SimulatorAudit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The two who judge: one sees what the exchange sees, the other what the journal commits. */
final class Jury implements Witness {

    private static final JudgeTerms TERMS = JudgeTerms.of(Surroundings.TAG).answeringWithin(Network.DEADLINE_MILLIS);

    private static final Set<String> MUTING = Stream.of(Mishap.values())
            .filter(Mishap::isOfProcessOrJournal)
            .map(Mishap::word)
            .collect(Collectors.toSet());

    private final ExchangeJudge exchange = new ExchangeJudge(TERMS);
    private final JournalJudge journal = new JournalJudge(TERMS);
    private final Consumer<String> fired;

    /** @param fired hears the name of every fault that strikes at the exchange */
    Jury(Consumer<String> fired) {
        this.fired = fired;
    }

    /** What the exchange tells the judges by. */
    SimulatorAudit audit() {
        return new ObservingAudit(this::see);
    }

    private void see(Observed what) {
        exchange.see(what);
        journal.see(what);
        if (what instanceof Observed.FaultSeen fault) {
            fired.accept(fault.fault());
        }
    }

    @Override
    public void committed(LegId leg, long after, List<LegEvent> events, String writer, long at) {
        long sequence = after;
        for (LegEvent event : events) {
            sequence++;
            overridden(leg, event, at);
            journal.committed(new Commit(leg, sequence, event, writer, at));
            if (event instanceof LegEvent.PositionOpened opened) {
                exchange.see(new Observed.Follows(leg, opened.policy().price(), at));
            } else if (event instanceof LegEvent.PolicyChanged changed) {
                exchange.see(new Observed.Follows(leg, changed.policy().price(), at));
            }
        }
    }

    /** What an operator has journaled is no act of the guard's own. */
    private void overridden(LegId leg, LegEvent event, long at) {
        if (event instanceof LegEvent.LevelOverridden override) {
            see(new Observed.Overridden(leg, override.trail().level().units(), at));
        } else if (event instanceof LegEvent.PolicyChanged) {
            see(new Observed.Commanded(leg, "policy", at));
        }
    }

    @Override
    public void excuse(String why, long from) {
        exchange.excuse(why, from);
        if (mutes(why)) {
            journal.muted(why);
        }
    }

    @Override
    public void excuseOver(String why, long at) {
        exchange.excuseOver(why, at);
        journal.unmuted(why, at);
    }

    /** Whether it keeps the guard even from saying what is wrong: trouble with the process or with its journal. */
    private static boolean mutes(String why) {
        return why.equals(LifeAndDeath.NOBODY) || MUTING.contains(why);
    }

    /** From now on nothing goes wrong any more. */
    void heal(long now) {
        exchange.heal(now);
    }

    /** Lets so much time go by in {@code world}, unless a promise is broken; says whether all were kept. */
    boolean isGoodFor(long millis, World world) {
        long end = world.agenda().now() + millis;
        boolean isGood = true;
        while (isGood && world.agenda().next(end)) {
            isGood = !exchange.hasViolations() && !journal.hasViolations();
        }
        return isGood;
    }

    /** Everything stands still: what has to be true at rest is asked for. */
    void end(World world) {
        long now = world.agenda().now();
        world.nodes()
                .forEach(node -> node.legs().stream()
                        .filter(SimulatedLeg::isSettled)
                        .filter(leg -> journal.folded(leg.state().id()).sequence()
                                == leg.state().sequence())
                        .forEach(leg -> journal.atRest(leg.state(), now)));
        exchange.end(now);
    }

    /** The promises that were not kept. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>(exchange.violations());
        violations.addAll(journal.violations());
        return violations;
    }

    JudgeFigures figures() {
        return exchange.figures();
    }
}
