package dev.belay.exchange;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.exchange.Exchange.Cost;
import dev.belay.exchange.Exchange.Reply;
import dev.belay.market.ExchangeClock;
import dev.belay.money.LegId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one road out: every call of an account passes here, under one budget.
 *
 * <p>The most urgent lane goes first; of one leg only one call is out at a time, so that its calls arrive in the order in
 * which they were decided. Nothing is retried here and nothing is guessed: each call is answered with what became of it,
 * and a mutating call that has waited so long that the exchange might still take it for fresh is answered as not sent.
 */
public final class ExchangeGatewayActor {

    /** Calls that may be out at a time, each of another leg. */
    private static final int OUT_MOST = 8;

    public sealed interface Command {}

    /** Make this call; {@code replyTo} hears exactly one {@link Result}. */
    public record Call(Request request, ActorRef<Result> replyTo) implements Command {}

    /** How the road is, for the status page. */
    public record GetHealth(ActorRef<Health> replyTo) implements Command {}

    private record Answered(Waiting waiting, long sentAt, Reply reply) implements Command {}

    private enum BudgetRefilled implements Command {
        INSTANCE
    }

    /**
     * What became of a call.
     *
     * @param sentAt exchange time at which it left, or was found not to leave
     */
    public record Result(Request request, Outcome outcome, long sentAt) {}

    /** The gateway's health. */
    public record Health(
            Map<Lane, Integer> queued,
            int out,
            int weightUsed,
            int ordersUsed,
            long silentUntil,
            long done,
            long refused,
            long unknown,
            long notSent) {}

    /** A call in the queue. */
    private static final class Waiting {
        final Request request;
        final ActorRef<Result> replyTo;
        final long number;
        /** Whether a replay waits for it; it does not while only time can help. */
        boolean paced = true;

        Waiting(Call call, long number) {
            this.request = call.request();
            this.replyTo = call.replyTo();
            this.number = number;
        }
    }

    /** Counters of this incarnation, and when it looks at the budget again. */
    private static final class Tally {
        long wakeAt;
        long calls;
        long done;
        long refused;
        long unknown;
        long notSent;
    }

    private final ActorContext<Command> context;
    private final Exchange exchange;
    private final ExchangeClock clock;
    private final Duration staleAfter;
    private final List<Waiting> queue = new ArrayList<>();
    private final Set<LegId> busyLegs = new HashSet<>();
    private final Tally tally = new Tally();

    private ExchangeGatewayActor(
            ActorContext<Command> context, Exchange exchange, ExchangeClock clock, Duration staleAfter) {
        this.context = context;
        this.exchange = exchange;
        this.clock = clock;
        this.staleAfter = staleAfter;
    }

    /**
     * A gateway to one account.
     *
     * @param staleAfter exchange time after which a mutating call's decision is too old to be sent; half the receive window
     */
    public static Behavior<Command> create(
            Exchange exchange, RateBudget budget, ExchangeClock clock, Duration staleAfter) {
        return Behaviors.setup(
                context -> new ExchangeGatewayActor(context, exchange, clock, staleAfter).open(budget, 0));
    }

    private Behavior<Command> open(RateBudget budget, int out) {
        return Behaviors.receive(Command.class)
                .onMessage(Call.class, call -> onCall(budget, out, call))
                .onMessage(Answered.class, answered -> onAnswered(budget, out, answered))
                .onMessage(BudgetRefilled.class, refilled -> onRefilled(budget, out))
                .onMessage(GetHealth.class, get -> onGetHealth(budget, out, get))
                .build();
    }

    private Behavior<Command> onCall(RateBudget budget, int out, Call call) {
        queue.add(new Waiting(call, tally.calls++));
        queue.sort(Comparator.<Waiting, Lane>comparing(waiting -> waiting.request.lane())
                .thenComparing(waiting -> waiting.number));
        return sendWhatMayGo(budget, out);
    }

    private Behavior<Command> onAnswered(RateBudget before, int out, Answered answered) {
        long now = clock.millis();
        answered.waiting().request.leg().ifPresent(busyLegs::remove);
        count(answered.reply().outcome());
        log(answered.waiting().request, answered.reply().outcome());
        answered.waiting()
                .replyTo
                .tell(new Result(answered.waiting().request, answered.reply().outcome(), answered.sentAt()));
        return sendWhatMayGo(before.told(answered.reply().usage(), now), out - 1);
    }

    private Behavior<Command> onRefilled(RateBudget budget, int out) {
        Behavior<Command> next = sendWhatMayGo(budget, out);
        clock.pace().end();
        return next;
    }

    private Behavior<Command> sendWhatMayGo(RateBudget before, int outBefore) {
        RateBudget budget = before;
        int out = outBefore;
        long now = clock.millis();
        Optional<Waiting> next = nextToGo(budget, out, now);
        while (next.isPresent()) {
            Waiting waiting = next.get();
            queue.remove(waiting);
            if (isStale(waiting.request, now)) {
                answerStale(waiting, now);
            } else {
                budget = budget.after(exchange.costOf(waiting.request), now);
                out++;
                send(waiting, now);
            }
            next = nextToGo(budget, out, now);
        }
        if (out < OUT_MOST) {
            waitForBudget(budget, now);
        }
        return open(budget, out);
    }

    /** The most urgent call whose leg is free, unless its lane has to wait for the budget. */
    private Optional<Waiting> nextToGo(RateBudget budget, int out, long now) {
        if (out >= OUT_MOST) {
            return Optional.empty();
        }
        return queue.stream()
                .filter(waiting -> isLegFree(waiting) && waitMillis(budget, waiting, now) == 0)
                .findFirst();
    }

    private boolean isLegFree(Waiting waiting) {
        return waiting.request.leg().map(leg -> !busyLegs.contains(leg)).orElse(true);
    }

    private long waitMillis(RateBudget budget, Waiting waiting, long now) {
        Cost cost = exchange.costOf(waiting.request);
        return budget.waitMillis(cost, waiting.request.lane(), now);
    }

    private boolean isStale(Request request, long now) {
        return decidedAt(request)
                .map(decidedAt -> now - decidedAt > staleAfter.toMillis())
                .orElse(false);
    }

    private static Optional<Long> decidedAt(Request request) {
        if (request instanceof Request.PlaceStop place) {
            return Optional.of(place.decidedAt());
        }
        if (request instanceof Request.CancelStop cancel) {
            return Optional.of(cancel.decidedAt());
        }
        return request instanceof Request.PlaceMarket place ? Optional.of(place.decidedAt()) : Optional.empty();
    }

    private void answerStale(Waiting waiting, long now) {
        resume(waiting);
        tally.notSent++;
        var outcome = new Outcome.NotSent("its decision is older than " + staleAfter.toMillis() + " ms");
        waiting.replyTo.tell(new Result(waiting.request, outcome, now));
    }

    private void send(Waiting waiting, long now) {
        resume(waiting);
        waiting.request.leg().ifPresent(busyLegs::add);
        context.pipeToSelf(
                exchange.call(waiting.request),
                (@Nullable Reply reply, @Nullable Throwable failure) ->
                        new Answered(waiting, now, reply == null ? broken(failure) : reply));
    }

    private static Reply broken(@Nullable Throwable failure) {
        String what = failure == null ? "no answer" : failure.getClass().getSimpleName();
        return new Reply(new Outcome.Unknown("the adapter failed: " + what), Usage.NONE);
    }

    /** Calls that only time can help do not hold up a replay; they come back when the window turns. */
    private void waitForBudget(RateBudget budget, long now) {
        long shortest = Long.MAX_VALUE;
        for (Waiting waiting : queue) {
            if (isLegFree(waiting)) {
                shortest = Math.min(shortest, waitMillis(budget, waiting, now));
                suspend(waiting);
            }
        }
        boolean sooner = tally.wakeAt <= now || shortest < tally.wakeAt - now;
        if (shortest < Long.MAX_VALUE && sooner) {
            tally.wakeAt = now + shortest;
            ActorRef<Command> self = context.getSelf();
            clock.after(Duration.ofMillis(shortest), () -> self.tell(BudgetRefilled.INSTANCE));
        }
    }

    private void suspend(Waiting waiting) {
        if (waiting.paced) {
            waiting.paced = false;
            clock.pace().end();
        }
    }

    private void resume(Waiting waiting) {
        if (!waiting.paced) {
            waiting.paced = true;
            clock.pace().begin();
        }
    }

    private void count(Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            tally.done++;
        } else if (outcome instanceof Outcome.Refused) {
            tally.refused++;
        } else if (outcome instanceof Outcome.Unknown) {
            tally.unknown++;
        } else {
            tally.notSent++;
        }
    }

    private void log(Request request, Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            context.getLog().debug("{} done", request);
        } else {
            context.getLog().warn("{} came to {}", request, outcome);
        }
    }

    private Behavior<Command> onGetHealth(RateBudget budget, int out, GetHealth get) {
        long now = clock.millis();
        Map<Lane, Integer> queued = new EnumMap<>(Lane.class);
        queue.forEach(waiting -> queued.merge(waiting.request.lane(), 1, Integer::sum));
        get.replyTo()
                .tell(new Health(
                        queued,
                        out,
                        budget.weight().usedAt(now),
                        budget.minute().usedAt(now),
                        budget.silentUntil(),
                        tally.done,
                        tally.refused,
                        tally.unknown,
                        tally.notSent));
        return Behaviors.same();
    }
}
