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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The one road out: every call of an account passes here, under one budget. What goes when is decided by {@link Gateway};
 * here it is sent, and each call is answered with what became of it.
 */
public final class ExchangeGatewayActor {

    public sealed interface Command {}

    /**
     * Make this call; {@code replyTo} hears exactly one {@link Result}.
     *
     * @param number comes back with the result, for those who make many calls
     */
    public record Call(Request request, ActorRef<Result> replyTo, long number) implements Command {

        public Call(Request request, ActorRef<Result> replyTo) {
            this(request, replyTo, 0);
        }
    }

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
     * @param number the call's
     */
    public record Result(Request request, Outcome outcome, long sentAt, long number) {

        public Result(Request request, Outcome outcome, long sentAt) {
            this(request, outcome, sentAt, 0);
        }
    }

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
    private record Caller(ActorRef<Result> replyTo, long number, PaceToken pace) {

        void tell(Request request, Outcome outcome, long sentAt) {
            replyTo.tell(new Result(request, outcome, sentAt, number));
        }
    }

    private final ActorContext<Command> context;
    private final Exchange exchange;
    private final ExchangeClock clock;
    private final Terms terms;
    private final Gateway<Caller> gateway;
    private final Map<LegId, ActorRef<MoveGranted>> movers = new HashMap<>();
    /** One for each node; those of nodes that are gone hear nothing. */
    private final Set<ActorRef<ClockRefused>> clockWatchers = new HashSet<>();

    private ExchangeGatewayActor(
            ActorContext<Command> context, Exchange exchange, RateBudget budget, ExchangeClock clock, Terms terms) {
        this.context = context;
        this.exchange = exchange;
        this.clock = clock;
        this.terms = terms;
        this.gateway = new Gateway<>(
                budget.silent(terms.bans().until(), clock.millis()), terms.staleAfter(), terms.moves(), terms.random());
    }

    /** A gateway to one account; it keeps quiet until a ban of an earlier run is over. */
    public static Behavior<Command> create(Exchange exchange, RateBudget budget, ExchangeClock clock, Terms terms) {
        return Behaviors.setup(context -> new ExchangeGatewayActor(context, exchange, budget, clock, terms).open());
    }

    private Behavior<Command> open() {
        long now = clock.millis();
        take(gateway.proceed(now), now);
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
        var caller = new Caller(call.replyTo(), call.number(), new PaceToken(clock.pace()));
        long now = clock.millis();
        take(gateway.call(request, exchange.costOf(request), caller, now), now);
        return Behaviors.same();
    }

    private Behavior<Command> onAnswered(Answered answered) {
        CallQueue.Entry<Caller> entry = answered.entry();
        log(entry.request(), answered.reply().outcome());
        long now = clock.millis();
        // before the result, or time could go on between them
        take(gateway.answered(entry, answered.reply(), answered.sentAt(), now), now);
        entry.owner().tell(entry.request(), answered.reply().outcome(), answered.sentAt());
        return Behaviors.same();
    }

    private Behavior<Command> onWish(WishToMove wish) {
        movers.put(wish.wish().leg(), wish.replyTo());
        long now = clock.millis();
        take(gateway.wish(wish.wish(), now), now);
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onWithdrawn(LegId leg) {
        movers.remove(leg);
        long now = clock.millis();
        take(gateway.withdraw(leg, now), now);
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onRefilled() {
        long now = clock.millis();
        take(gateway.woken(now), now);
        clock.pace().end();
        return Behaviors.same();
    }

    private Behavior<Command> onWatchClock(WatchClock watch) {
        clockWatchers.add(watch.watcher());
        return Behaviors.same();
    }

    /** Takes the steps that were decided at {@code now}; a replay does not wait for the calls that are left. */
    private void take(List<Gateway.Step<Caller>> steps, long now) {
        steps.forEach(step -> take(step, now));
        gateway.eachWaiting(entry -> entry.owner().pace().suspend());
    }

    private void take(Gateway.Step<Caller> step, long now) {
        if (step instanceof Gateway.Step.Send<Caller> send) {
            send(send.entry(), now);
        } else if (step instanceof Gateway.Step.TooOld<Caller> tooOld) {
            Caller caller = tooOld.entry().owner();
            caller.pace().resume();
            caller.tell(tooOld.entry().request(), tooOld.outcome(), now);
        } else if (step instanceof Gateway.Step.Turn<Caller> turn) {
            grant(turn.leg());
        } else if (step instanceof Gateway.Step.WakeIn<Caller> wake) {
            ActorRef<Command> self = context.getSelf();
            clock.after(Duration.ofMillis(wake.millis()), () -> self.tell(BudgetRefilled.INSTANCE));
        } else if (step instanceof Gateway.Step.Ban<Caller> ban) {
            onBan(ban.until());
        } else if (step instanceof Gateway.Step.ClockRefused<Caller>) {
            clockWatchers.forEach(watcher -> watcher.tell(ClockRefused.INSTANCE));
        }
    }

    private void send(CallQueue.Entry<Caller> entry, long now) {
        entry.owner().pace().resume();
        context.pipeToSelf(
                exchange.call(entry.request()),
                (@Nullable Reply reply, @Nullable Throwable failure) ->
                        new Answered(entry, now, reply == null ? Reply.broken(failure) : reply));
    }

    private void grant(LegId leg) {
        ActorRef<MoveGranted> mover = movers.remove(leg);
        if (mover != null) {
            clock.pace().begin();
            mover.tell(new MoveGranted(leg));
        }
    }

    private void onBan(long until) {
        terms.bans().keep(until);
        context.getLog()
                .warn(
                        "the exchange wants to hear nothing from this address until {}; the stops there stay",
                        Instant.ofEpochMilli(until));
    }

    private void log(Request request, Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            context.getLog().debug("{} done", request);
        } else {
            context.getLog().warn("{} came to {}", request, outcome);
        }
    }

    private Behavior<Command> onGetHealth(GetHealth get) {
        get.replyTo().tell(gateway.health(clock.offsetMillis(), clock.millis()));
        return Behaviors.same();
    }
}
