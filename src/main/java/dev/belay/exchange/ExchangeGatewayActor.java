package dev.belay.exchange;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.exchange.Exchange.Reply;
import dev.belay.market.ExchangeClock;
import dev.belay.money.LegId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The one road out: every call of an account passes here, under one budget.
 *
 * <p>The most urgent lane goes first; of one leg only one call is out at a time, so that its calls arrive in the order in
 * which they were decided. Nothing is retried here and nothing is guessed: each call is answered with what became of it,
 * and a mutating call that has waited so long that the exchange might still take it for fresh is answered as not sent.
 * Legs whose stop protects and should move for the better are given turns, see {@link MoveTurns}.
 */
public final class ExchangeGatewayActor {

    private static final Set<Integer> CLOCK_REFUSED = Set.of(-1021, -5028);

    /** After a restart the machine's clock is not corrected before the first call, and it may be ahead of the exchange's. */
    private static final long BAN_MARGIN_MILLIS = 500;

    private static final long BAN_SCATTER_MILLIS = 1_500;

    public sealed interface Command {}

    /** Make this call; {@code replyTo} hears exactly one {@link Result}. */
    public record Call(Request request, ActorRef<Result> replyTo) implements Command {}

    /** A stop should move; {@code replyTo} hears when its leg may decide to. A newer wish takes the place of an older. */
    public record WishToMove(MoveWish wish, ActorRef<MoveGranted> replyTo) implements Command {}

    /** The leg does not want to move any more, and leaves its turn to others. */
    public record WithdrawWish(LegId leg) implements Command {}

    /** Tell {@code watcher} when the exchange refuses our clock. */
    public record WatchClock(ActorRef<ClockRefused> watcher) implements Command {}

    /** How the road is, for the status page. */
    public record GetHealth(ActorRef<GatewayHealth> replyTo) implements Command {}

    private record Answered(CallQueue.Entry<Caller> entry, long sentAt, Reply reply) implements Command {}

    private enum BudgetRefilled implements Command {
        INSTANCE
    }

    /**
     * What became of a call.
     *
     * @param sentAt exchange time at which it left, or was found not to leave
     */
    public record Result(Request request, Outcome outcome, long sentAt) {}

    /** The leg holds a slot for moving its stop, for a moment. */
    public record MoveGranted(LegId leg) {}

    /** The exchange found a timestamp of ours to be off (-1021). */
    public enum ClockRefused {
        INSTANCE
    }

    /**
     * What a gateway goes by.
     *
     * @param staleAfter exchange time after which a mutating call's decision is too old to be sent; half the receive window
     * @param moves slots for moving stops, shared with the legs
     * @param random scatters the end of a ban, so that not everybody comes back in the same moment
     */
    public record Terms(Duration staleAfter, MoveSlots moves, BanStore bans, RandomGenerator random) {}

    /** Who made a call, and whether a replay waits for it. */
    private record Caller(ActorRef<Result> replyTo, PaceToken pace) {}

    /** What this incarnation knows. */
    private static final class State {
        RateBudget budget;
        Overload overload = Overload.NONE;
        long wakeAt;
        Optional<ActorRef<ClockRefused>> clockWatcher = Optional.empty();

        State(RateBudget budget) {
            this.budget = budget;
        }
    }

    private final ActorContext<Command> context;
    private final Exchange exchange;
    private final ExchangeClock clock;
    private final Terms terms;
    private final State state;
    private final CallQueue<Caller> queue = new CallQueue<>();
    private final MoveTurns moves;
    private final Map<LegId, ActorRef<MoveGranted>> movers = new HashMap<>();
    private final OutcomeTally tally = new OutcomeTally();

    private ExchangeGatewayActor(
            ActorContext<Command> context, Exchange exchange, RateBudget budget, ExchangeClock clock, Terms terms) {
        this.context = context;
        this.exchange = exchange;
        this.clock = clock;
        this.terms = terms;
        this.moves = new MoveTurns(terms.moves());
        this.state = new State(budget.silent(terms.bans().until(), clock.millis()));
    }

    /** A gateway to one account; it keeps quiet until a ban of an earlier run is over. */
    public static Behavior<Command> create(Exchange exchange, RateBudget budget, ExchangeClock clock, Terms terms) {
        return Behaviors.setup(context -> new ExchangeGatewayActor(context, exchange, budget, clock, terms).open());
    }

    private Behavior<Command> open() {
        proceed();
        return Behaviors.receive(Command.class)
                .onMessage(Call.class, this::onCall)
                .onMessage(Answered.class, this::onAnswered)
                .onMessage(WishToMove.class, this::onWish)
                .onMessage(WithdrawWish.class, withdrawn -> onWithdrawn(withdrawn.leg()))
                .onMessage(BudgetRefilled.class, refilled -> onRefilled())
                .onMessage(WatchClock.class, this::onWatchClock)
                .onMessage(GetHealth.class, this::onGetHealth)
                .build();
    }

    private Behavior<Command> onCall(Call call) {
        Request request = call.request();
        var caller = new Caller(call.replyTo(), new PaceToken(clock.pace()));
        queue.add(new CallQueue.Entry<>(request, exchange.costOf(request), clock.millis(), caller));
        proceed();
        return Behaviors.same();
    }

    private Behavior<Command> onAnswered(Answered answered) {
        CallQueue.Entry<Caller> entry = answered.entry();
        Outcome outcome = answered.reply().outcome();
        long now = clock.millis();
        queue.answered(entry);
        tally.count(outcome);
        log(entry.request(), outcome);
        state.budget = state.budget.answered(entry.cost(), answered.reply().usage(), answered.sentAt(), now);
        if (entry.cost().orders() > 0) {
            state.overload = state.overload.after(outcome, now);
        }
        learn(answered.reply(), now);
        proceed(); // before the result, or time could go on between them
        entry.owner().replyTo().tell(new Result(entry.request(), outcome, answered.sentAt()));
        return Behaviors.same();
    }

    /** Takes to heart what an answer says beyond its call: a ban, lower limits, a clock that is off. */
    private void learn(Reply reply, long now) {
        if (reply.usage().silentUntil() > now) {
            long until = reply.usage().silentUntil()
                    + BAN_MARGIN_MILLIS
                    + terms.random().nextLong(BAN_SCATTER_MILLIS);
            state.budget = state.budget.silent(until, now);
            terms.bans().keep(state.budget.silentUntil());
            context.getLog()
                    .warn(
                            "the exchange wants to hear nothing from this address until {}; the stops there stay",
                            Instant.ofEpochMilli(state.budget.silentUntil()));
        }
        if (reply.outcome() instanceof Outcome.Done done) {
            state.budget = state.budget.limitedTo(RateBudget.Limits.in(done.answer()));
        }
        if (reply.outcome() instanceof Outcome.Refused refused && CLOCK_REFUSED.contains(refused.code())) {
            state.clockWatcher.ifPresent(watcher -> watcher.tell(ClockRefused.INSTANCE));
        }
    }

    private Behavior<Command> onWish(WishToMove wish) {
        moves.wish(wish.wish(), clock.millis());
        movers.put(wish.wish().leg(), wish.replyTo());
        proceed();
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onWithdrawn(LegId leg) {
        moves.withdraw(leg);
        movers.remove(leg);
        proceed();
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onRefilled() {
        proceed();
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onWatchClock(WatchClock watch) {
        state.clockWatcher = Optional.of(watch.watcher());
        return Behaviors.same();
    }

    /** Sends what may go, gives turns to move while there is room, and looks again when a window turns. */
    private void proceed() {
        long now = clock.millis();
        Optional<CallQueue.Entry<Caller>> next = queue.next(state.budget, state.overload, now);
        while (next.isPresent()) {
            dispatch(next.get(), now);
            next = queue.next(state.budget, state.overload, now);
        }
        giveTurns(now);
        queue.eachWaiting(entry -> entry.owner().pace().suspend());
        long wait = queue.untilBudget(state.budget, state.overload, now);
        wakeIn(Math.min(wait, moves.untilNext(state.budget, now)), now);
    }

    private void dispatch(CallQueue.Entry<Caller> entry, long now) {
        entry.owner().pace().resume();
        if (entry.request() instanceof Request.PlaceStop place) {
            moves.used(place.ticket().leg());
        }
        if (isStale(entry.request(), now)) {
            queue.answered(entry);
            var notSent = new Outcome.NotSent(
                    "its decision is older than " + terms.staleAfter().toMillis() + " ms");
            tally.count(notSent);
            entry.owner().replyTo().tell(new Result(entry.request(), notSent, now));
            return;
        }
        state.budget = state.budget.sent(entry.cost(), now);
        context.pipeToSelf(
                exchange.call(entry.request()),
                (@Nullable Reply reply, @Nullable Throwable failure) ->
                        new Answered(entry, now, reply == null ? Reply.broken(failure) : reply));
    }

    private boolean isStale(Request request, long now) {
        return request.decided()
                .map(decidedAt -> now - decidedAt > terms.staleAfter().toMillis())
                .orElse(false);
    }

    private void giveTurns(long now) {
        for (var leg = moves.next(state.budget, now); leg.isPresent(); leg = moves.next(state.budget, now)) {
            leg.ifPresent(this::grant);
        }
        moves.offerRest(state.budget, now);
    }

    private void grant(LegId leg) {
        ActorRef<MoveGranted> mover = movers.remove(leg);
        if (mover != null) {
            clock.pace().begin();
            mover.tell(new MoveGranted(leg));
        }
    }

    /** Comes back when time has done what nothing else can. */
    private void wakeIn(long wait, long now) {
        boolean sooner = state.wakeAt <= now || wait < state.wakeAt - now;
        if (wait < Long.MAX_VALUE && sooner) {
            state.wakeAt = now + wait;
            ActorRef<Command> self = context.getSelf();
            clock.after(Duration.ofMillis(wait), () -> self.tell(BudgetRefilled.INSTANCE));
        }
    }

    private void log(Request request, Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            context.getLog().debug("{} done", request);
        } else {
            context.getLog().warn("{} came to {}", request, outcome);
        }
    }

    private Behavior<Command> onGetHealth(GetHealth get) {
        long now = clock.millis();
        RateBudget budget = state.budget;
        get.replyTo()
                .tell(new GatewayHealth(
                        queue.waiting(now),
                        queue.out(),
                        budget.usedAt(now),
                        budget.silentUntil(),
                        budget.placingSilentUntil(),
                        clock.offsetMillis(),
                        tally.outcomes(),
                        moves.health(now)));
        return Behaviors.same();
    }
}
