package dev.belay.position;

import dev.belay.exchange.MoveWish;
import dev.belay.exchange.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a leg does. Knows no clock, no network and no actor: time comes in as a value, events and calls go out as
 * values.
 *
 * <p>Every input goes the same way: what it proves becomes facts; from the state with these facts follows the next step,
 * again and again until there is none; all of that is written down at once; only then {@link #calls} says what to send.
 */
public final class LegRules {

    /** Steps that can follow from one input; more would be a loop in the rules. */
    private static final int STEPS_MOST = 20;

    private final LegTerms terms;
    private final PositionEvidence positions;
    private final StopEvidence stops;
    private final AnswerEvidence answers;
    private final EntrySteps entry;
    private final CloseSteps close;
    private final ProtectionPlan protection;
    private final Calls calls;
    private final Obstacles obstacles;

    public LegRules(LegTerms terms) {
        this.terms = terms;
        positions = new PositionEvidence(terms);
        stops = new StopEvidence(terms);
        answers = new AnswerEvidence(positions, stops);
        entry = new EntrySteps(terms);
        close = new CloseSteps(terms);
        CancelSteps cancels = new CancelSteps(terms);
        protection = new ProtectionPlan(terms, cancels);
        calls = new Calls(cancels);
        obstacles = new Obstacles(terms, cancels);
    }

    /** The events that follow from {@code input} at the exchange time {@code now}; {@code memory} is brought up to date. */
    public List<LegEvent> decide(Leg leg, LegMemory memory, LegInput input, long now) {
        memory.mayMove = input instanceof LegInput.MoveGranted;
        List<LegEvent> events = new ArrayList<>(facts(leg, memory, input, now));
        Leg next = leg.after(events);
        noteFills(next, memory, events);
        memory.trades.compare(next, now);
        for (int steps = 0; steps < STEPS_MOST; steps++) {
            List<LegEvent> step = step(next, memory, now);
            if (step.isEmpty()) {
                events.addAll(PositionAlarms.unprotected(next, memory, now));
                return events;
            }
            events.addAll(step);
            next = next.after(step);
        }
        throw new IllegalStateException("the rules of " + leg.id() + " do not come to rest: " + events);
    }

    private static void noteFills(Leg leg, LegMemory memory, List<LegEvent> events) {
        for (LegEvent event : events) {
            if (event instanceof LegEvent.Filled fill) {
                memory.fillsSince.add(leg, fill);
            }
        }
    }

    /**
     * As {@link #decide}, and where that leaves nothing but a move for the better to be done, decides the move too if
     * {@code limits} has an order slot for it: then the new level and the move are one write.
     */
    public List<LegEvent> decide(Leg leg, LegMemory memory, LegInput input, long now, SharedLimits limits) {
        memory.limits = limits;
        List<LegEvent> events = decide(leg, memory, input, now);
        Leg next = leg.after(events);
        if (wish(next, memory, now).isPresent() && limits.takeSlot()) {
            events.addAll(decide(next, memory, new LegInput.MoveGranted(), now));
        }
        return events;
    }

    /** The move for the better that this leg should make and must not before its turn, see {@link LegInput.MoveGranted}. */
    public Optional<MoveWish> wish(Leg leg, LegMemory memory, long now) {
        return protection.wish(leg, memory, now);
    }

    /** What becomes of an operator's wish for another policy; {@link #decide} decides the same. */
    public PolicyChange change(Leg leg, LegInput.PolicyWanted wanted, long now) {
        return PolicyChange.of(leg, wanted, terms.rules(), now);
    }

    /** The calls to make in the state {@code leg}, whose events are committed; {@code memory} takes note of them. */
    public List<Request> calls(Leg leg, LegMemory memory, long now) {
        return calls.due(leg, memory, now);
    }

    /** How long to wait before looking again when nothing is heard, in milliseconds. */
    public long patienceMillis(Leg leg, LegMemory memory) {
        boolean atRest = leg.phase() == Leg.Phase.FLAT && leg.stops().all().isEmpty();
        boolean guarded = leg.phase() == Leg.Phase.OPEN
                && leg.exposure() != null
                && leg.exposure().hitAt() == 0
                && !memory.isPositionDoubted()
                && memory.absences.isEmpty()
                && Protection.of(leg).isComplete();
        if (!leg.orders().isEmpty() || !(atRest || guarded)) {
            return 250;
        }
        return memory.trades.isOpen(leg) ? 1_000 : 30_000;
    }

    /** Why the leg believes what it believes and does what it does; {@code events} are those of its journal that count. */
    public Why why(Leg leg, LegMemory memory, List<Why.Numbered> events, long now) {
        var beliefs = new Beliefs(leg, memory, events);
        return new Why(
                leg.id(),
                leg.sequence(),
                leg.phase(),
                Protection.of(leg).state(),
                now,
                beliefs.believed(),
                obstacles.unproven(leg, memory, now),
                beliefs.wanted(),
                obstacles.blocked(leg, memory, now));
    }

    private List<LegEvent> step(Leg leg, LegMemory memory, long now) {
        memory.attend(leg.epoch());
        List<LegEvent> caughtUp = LostTail.next(leg, terms.ids(), now);
        if (!caughtUp.isEmpty()) {
            return caughtUp;
        }
        List<LegEvent> lost = OrderSteps.next(leg, memory, now);
        if (!lost.isEmpty()) {
            return lost;
        }
        List<LegEvent> closing = close.next(leg, memory, now);
        if (!closing.isEmpty()) {
            return closing;
        }
        List<LegEvent> opening = entry.next(leg, memory, now);
        return opening.isEmpty() ? protection.next(leg, memory, now) : opening;
    }

    private List<LegEvent> facts(Leg leg, LegMemory memory, LegInput input, long now) {
        if (input instanceof LegInput.Answered answered) {
            return answers.onAnswer(leg, memory, answered, now);
        }
        if (input instanceof LegInput.PositionChanged changed) {
            return positions.onStream(leg, memory, changed.row(), now);
        }
        if (input instanceof LegInput.PositionRead read) {
            return read.row()
                    .map(row -> positions.onSnapshot(leg, memory, row, read.readAt(), now))
                    .orElseGet(() -> positions.onMissing(leg, memory, read.readAt(), now));
        }
        if (input instanceof LegInput.StopChanged changed) {
            Proof proof = new Proof(Proof.Kind.STREAM, changed.report().at());
            return stops.onReport(leg, memory, changed.report(), proof, now);
        }
        if (input instanceof LegInput.StopsRead read) {
            return stops.onList(leg, memory, read.reports(), read.readAt(), now);
        }
        if (input instanceof LegInput.OrderChanged changed) {
            return onOrder(leg, memory, changed, now);
        }
        if (input instanceof LegInput.PolicyWanted wanted) {
            return change(leg, wanted, now).events();
        }
        if (input instanceof LegInput.StreamGap) {
            memory.trades.gap(now);
            return List.of();
        }
        if (input instanceof LegInput.FundingsRead read) {
            return FundingEvidence.onList(leg, read, now);
        }
        return TrailFacts.of(leg, memory, input, now);
    }

    private static List<LegEvent> onOrder(Leg leg, LegMemory memory, LegInput.OrderChanged changed, long now) {
        List<LegEvent> events = new ArrayList<>();
        changed.trade().ifPresent(trade -> events.addAll(FillEvidence.onStream(leg, memory, trade, now)));
        Proof proof = new Proof(Proof.Kind.STREAM, changed.report().at());
        events.addAll(OrderEvidence.onReport(leg, memory, changed.report(), proof, now));
        return events;
    }
}
