package dev.belay.exchange;

import dev.belay.exchange.Exchange.Cost;
import dev.belay.exchange.Exchange.Reply;
import dev.belay.money.LegId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Decides what of an account's calls goes out when, under one budget: the core of {@link ExchangeGatewayActor}. Plain
 * Java, owned by one thread; whatever it hears is answered with the steps that follow from it, in their order.
 *
 * <p>The most urgent lane goes first; of one leg only one call is out at a time, so that its calls arrive in the order in
 * which they were decided. Nothing is retried here and nothing is guessed. A mutating call that has waited so long that
 * the exchange might still take it for fresh does not leave. Legs whose stop protects and should move for the better are
 * given turns, see {@link MoveTurns}.
 *
 * @param <T> what the owner wants back with a call
 */
public final class Gateway<T> {

    private static final Set<Integer> CLOCK_REFUSED = Set.of(-1021, -5028);

    /** After a restart the machine's clock is not corrected before the first call, and it may be ahead of the exchange's. */
    private static final long BAN_MARGIN_MILLIS = 500;

    private static final long BAN_SCATTER_MILLIS = 1_500;

    /** What is to be done. */
    public sealed interface Step<T> {

        /** Send this call now; it is out until {@link Gateway#answered}. */
        record Send<T>(CallQueue.Entry<T> entry) implements Step<T> {}

        /** This call's decision is too old to be sent: answer it so; it is not out. */
        record TooOld<T>(CallQueue.Entry<T> entry, Outcome.NotSent outcome) implements Step<T> {}

        /** The leg has the turn to move its stop, for a moment. */
        record Turn<T>(LegId leg) implements Step<T> {}

        /** Call {@link Gateway#woken} in so many milliseconds; an earlier wake-up may still be due before it. */
        record WakeIn<T>(long millis) implements Step<T> {}

        /** The exchange wants to hear nothing before {@code until}, epoch milliseconds: to be remembered over a restart. */
        record Ban<T>(long until) implements Step<T> {}

        /** The exchange found a timestamp of ours to be off (-1021). */
        record ClockRefused<T>() implements Step<T> {}
    }

    private final CallQueue<T> queue = new CallQueue<>();
    private final OutcomeTally tally = new OutcomeTally();
    private final MoveTurns moves;
    private final Duration staleAfter;
    private final RandomGenerator random;
    private RateBudget budget;
    private Overload overload = Overload.NONE;
    private long wakeAt;

    /**
     * A gateway that nothing has passed yet.
     *
     * @param budget with the rest of a ban of an earlier run, see {@link RateBudget#silent}
     * @param staleAfter exchange time after which a mutating call's decision is too old to be sent
     * @param slots for moving stops, shared with the legs
     * @param random scatters the end of a ban, so that not everybody comes back in the same moment
     */
    public Gateway(RateBudget budget, Duration staleAfter, MoveSlots slots, RandomGenerator random) {
        this.budget = budget;
        this.staleAfter = staleAfter;
        this.moves = new MoveTurns(slots);
        this.random = random;
    }

    /** Somebody wants this call made. {@code now} is exchange time, epoch milliseconds, here and below. */
    public List<Step<T>> call(Request request, Cost cost, T owner, long now) {
        queue.add(new CallQueue.Entry<>(request, cost, now, owner));
        return proceed(now);
    }

    /** A stop should move; takes the place of an older wish of its leg. */
    public List<Step<T>> wish(MoveWish wish, long now) {
        moves.wish(wish, now);
        return proceed(now);
    }

    /** The leg does not want to move any more, and leaves its turn to others. */
    public List<Step<T>> withdraw(LegId leg, long now) {
        moves.withdraw(leg);
        return proceed(now);
    }

    /** The call {@code entry}, sent at {@code sentAt}, came to {@code reply}; once for each {@link Step.Send}. */
    public List<Step<T>> answered(CallQueue.Entry<T> entry, Reply reply, long sentAt, long now) {
        Outcome outcome = reply.outcome();
        queue.answered(entry);
        tally.count(outcome);
        budget = budget.answered(entry.cost(), reply.usage(), sentAt, now);
        if (entry.cost().orders() > 0) {
            overload = overload.after(outcome, now);
        }
        List<Step<T>> steps = learned(reply, now);
        steps.addAll(proceed(now));
        return steps;
    }

    /** Takes to heart what an answer says beyond its call: a ban, lower limits, a clock that is off. */
    private List<Step<T>> learned(Reply reply, long now) {
        List<Step<T>> steps = new ArrayList<>();
        if (reply.usage().silentUntil() > now) {
            long until = reply.usage().silentUntil() + BAN_MARGIN_MILLIS + random.nextLong(BAN_SCATTER_MILLIS);
            budget = budget.silent(until, now);
            steps.add(new Step.Ban<>(budget.silentUntil()));
        }
        if (reply.outcome() instanceof Outcome.Done done) {
            budget = budget.limitedTo(RateBudget.Limits.in(done.answer()));
        }
        if (reply.outcome() instanceof Outcome.Refused refused && CLOCK_REFUSED.contains(refused.code())) {
            steps.add(new Step.ClockRefused<>());
        }
        return steps;
    }

    /** It is as late as {@link Step.WakeIn} said; by our clock it may be earlier, for that can be put back. */
    public List<Step<T>> woken(long now) {
        wakeAt = 0;
        return proceed(now);
    }

    /** What may go now, whose turn it is while there is room, and when to look again because a window turns. */
    public List<Step<T>> proceed(long now) {
        List<Step<T>> steps = new ArrayList<>();
        Optional<CallQueue.Entry<T>> next = queue.next(budget, overload, now);
        while (next.isPresent()) {
            steps.add(departure(next.get(), now));
            next = queue.next(budget, overload, now);
        }
        for (var leg = moves.next(budget, now); leg.isPresent(); leg = moves.next(budget, now)) {
            steps.add(new Step.Turn<>(leg.get()));
        }
        moves.offerRest(budget, now);
        wakeUp(now).ifPresent(steps::add);
        return steps;
    }

    private Step<T> departure(CallQueue.Entry<T> entry, long now) {
        if (entry.request() instanceof Request.PlaceStop place) {
            moves.used(place.ticket().leg());
        }
        if (isStale(entry.request(), now)) {
            queue.answered(entry);
            var notSent = new Outcome.NotSent("its decision is older than " + staleAfter.toMillis() + " ms");
            tally.count(notSent);
            return new Step.TooOld<>(entry, notSent);
        }
        budget = budget.sent(entry.cost(), now);
        return new Step.Send<>(entry);
    }

    private boolean isStale(Request request, long now) {
        return request.decided()
                .map(decidedAt -> now - decidedAt > staleAfter.toMillis())
                .orElse(false);
    }

    /** Comes back when time has done what nothing else can. */
    private Optional<Step<T>> wakeUp(long now) {
        long wait = Math.min(queue.untilBudget(budget, overload, now), moves.untilNext(budget, now));
        boolean sooner = wakeAt <= now || wait < wakeAt - now;
        if (wait == Long.MAX_VALUE || !sooner) {
            return Optional.empty();
        }
        wakeAt = now + wait;
        return Optional.of(new Step.WakeIn<>(wait));
    }

    /** Shows every call that waits to {@code watcher}. */
    public void eachWaiting(Consumer<CallQueue.Entry<T>> watcher) {
        queue.eachWaiting(watcher);
    }

    /** How the road is; {@code clockOffset} is told on. */
    public GatewayHealth health(long clockOffset, long now) {
        return new GatewayHealth(
                queue.waiting(now),
                queue.out(),
                budget.usedAt(now),
                budget.silentUntil(),
                budget.placingSilentUntil(),
                clockOffset,
                tally.outcomes(),
                moves.health(now));
    }
}
