package dev.belay.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.pattern.StatusReply;
import dev.belay.exchange.Answer;
import dev.belay.exchange.BanStore;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.MoveWish;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.RoomNews;
import dev.belay.market.ExchangeClock;
import dev.belay.money.LegId;
import dev.belay.position.AccountActor;
import dev.belay.position.AccountLimits;
import dev.belay.position.Leg;
import dev.belay.position.LegActor;
import dev.belay.position.PositionActor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way of one node to an account, which is reached from one node of the cluster: to the legs here it is the gateway, and
 * keeps the gateway's word that each call is answered exactly once. When the node with the gateway is lost, whatever was on
 * its way is unknown. To the {@link AccountHostActor} it tells again and again what a new one would have to know.
 */
public final class AccountDoorActor {

    public sealed interface Command {}

    /**
     * The account is reached by these.
     *
     * @param account empty until a node can be told what the exchange says
     */
    public record Welcome(
            ActorRef<ExchangeGatewayActor.Command> gateway, Optional<ActorRef<AccountActor.Command>> account)
            implements Command {}

    /** What the legs of other nodes have to know of the room for conditional orders. */
    public record Room(RoomNews news) implements Command {}

    /** The exchange wants to hear nothing until then, exchange time in epoch milliseconds. */
    public record Banned(long until) implements Command {}

    /** The legs of this node can be told something from now on. */
    public enum Begin implements Command {
        INSTANCE
    }

    /** The account's mode was read. */
    public record ModeRead(Answer.AccountMode mode) implements Command {}

    /** Whether the account can be reached. */
    public record GetHealth(ActorRef<Health> replyTo) implements Command {}

    /** A leg of this node changed. */
    public record LegChanged(PositionActor.Changed change) implements Command {}

    /** A leg is not on this node any more, or guards no more. */
    public record LegNotice(LegActor.Notice notice) implements Command {}

    private record ForGateway(ExchangeGatewayActor.Command command) implements Command {}

    private record ForAccount(AccountActor.Command command) implements Command {}

    private record CameBack(ExchangeGatewayActor.Result result) implements Command {}

    private record Turn(LegId leg) implements Command {}

    private record GatewayGone(ActorRef<ExchangeGatewayActor.Command> gateway) implements Command {}

    private enum ClockRefused implements Command {
        INSTANCE
    }

    private enum HelloDue implements Command {
        INSTANCE
    }

    /**
     * How well the account is reached from here.
     *
     * @param reached whether its gateway is known and was not lost
     * @param calls out, or waiting to go out
     */
    public record Health(boolean reached, int calls) {}

    /**
     * What the node shows of the account to others.
     *
     * @param gateway to be used by everybody on this node
     */
    public record Refs(
            ActorRef<Command> door,
            ActorRef<ExchangeGatewayActor.Command> gateway,
            ActorRef<AccountActor.Command> account) {}

    private static final Duration HELLO_EVERY = Duration.ofMillis(500);
    /** The gateway itself gives up within seconds; beyond this a message between nodes was lost. */
    private static final long LOST_MILLIS = 60_000;
    /** Whoever looks while there is nothing to see gives up within seconds. */
    private static final int MOST_LOOKERS = 64;

    private record Wanting(MoveWish wish, ActorRef<ExchangeGatewayActor.MoveGranted> replyTo) {}

    /** What this incarnation knows. */
    private static final class State {
        @Nullable
        ActorRef<ExchangeGatewayActor.Command> gateway;

        @Nullable
        ActorRef<AccountActor.Command> account;

        boolean begun;
        Optional<Answer.AccountMode> mode = Optional.empty();
        long bannedUntil;
    }

    private final ActorContext<Command> context;
    private final ActorRef<AccountHostActor.Command> host;
    private final AccountLimits limits;
    private final BanStore bans;
    private final ExchangeClock clock;
    private final ActorRef<ExchangeGatewayActor.Result> results;
    private final ActorRef<ExchangeGatewayActor.MoveGranted> turns;
    private final ActorRef<ExchangeGatewayActor.ClockRefused> clockRefusals;
    private final OpenCalls<ActorRef<ExchangeGatewayActor.Result>> calls = new OpenCalls<>();
    private final Deque<ExchangeGatewayActor.Call> waiting = new ArrayDeque<>();
    private final Deque<ExchangeGatewayActor.GetHealth> lookers = new ArrayDeque<>();
    private final Deque<AccountActor.GetHealth> accountLookers = new ArrayDeque<>();
    private final Map<LegId, Wanting> wishes = new HashMap<>();
    private final Map<LegId, Leg> legs = new HashMap<>();
    private final Set<ActorRef<ExchangeGatewayActor.ClockRefused>> clockWatchers = new HashSet<>();
    private final State state = new State();

    private AccountDoorActor(
            ActorContext<Command> context,
            ActorRef<AccountHostActor.Command> host,
            AccountLimits limits,
            BanStore bans,
            ExchangeClock clock) {
        this.context = context;
        this.host = host;
        this.limits = limits;
        this.bans = bans;
        this.clock = clock;
        this.results = context.messageAdapter(ExchangeGatewayActor.Result.class, CameBack::new);
        this.turns = context.messageAdapter(ExchangeGatewayActor.MoveGranted.class, turn -> new Turn(turn.leg()));
        this.clockRefusals =
                context.messageAdapter(ExchangeGatewayActor.ClockRefused.class, refused -> ClockRefused.INSTANCE);
    }

    /**
     * The door to the account that {@code host} has, wherever that is.
     *
     * @param shown hears once what the node is to use
     */
    public static Behavior<Command> create(
            ActorRef<AccountHostActor.Command> host,
            AccountLimits limits,
            BanStore bans,
            ExchangeClock clock,
            ActorRef<Refs> shown) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            shown.tell(new Refs(
                    context.getSelf(),
                    context.messageAdapter(ExchangeGatewayActor.Command.class, ForGateway::new),
                    context.messageAdapter(AccountActor.Command.class, ForAccount::new)));
            return new AccountDoorActor(context, host, limits, bans, clock).open(timers);
        }));
    }

    private Behavior<Command> open(TimerScheduler<Command> timers) {
        timers.startTimerWithFixedDelay(HelloDue.INSTANCE, HELLO_EVERY);
        hello();
        return Behaviors.receive(Command.class)
                .onMessage(ForGateway.class, message -> onForGateway(message.command()))
                .onMessage(CameBack.class, back -> onCameBack(back.result()))
                .onMessage(Turn.class, turn -> onTurn(turn.leg()))
                .onMessage(LegChanged.class, changed -> onLegChanged(changed.change()))
                .onMessage(LegNotice.class, notice -> onLegNotice(notice.notice()))
                .onMessage(ForAccount.class, message -> onForAccount(message.command()))
                .onMessage(HelloDue.class, due -> onHelloDue())
                .onMessage(Welcome.class, this::onWelcome)
                .onMessage(GatewayGone.class, gone -> onGatewayGone(gone.gateway()))
                .onMessage(Room.class, room -> onRoom(room.news()))
                .onMessage(Banned.class, banned -> onBanned(banned.until()))
                .onMessage(ClockRefused.class, refused -> onClockRefused())
                .onMessage(Begin.class, begin -> onBegin())
                .onMessage(ModeRead.class, read -> onModeRead(read.mode()))
                .onMessage(GetHealth.class, this::onGetHealth)
                .build();
    }

    private void hello() {
        host.tell(new AccountHostActor.Hello(context.getSelf(), state.begun, state.mode));
    }

    private Behavior<Command> onHelloDue() {
        hello();
        if (state.gateway != null && !isHere(state.gateway)) {
            long since = Math.max(clock.millis(), state.bannedUntil) - LOST_MILLIS;
            answerUnknown(
                    calls.takeBefore(clock.millis() < state.bannedUntil ? 0 : since),
                    "the node with the account's gateway did not answer");
        }
        return Behaviors.same();
    }

    private Behavior<Command> onBegin() {
        state.begun = true;
        hello();
        return Behaviors.same();
    }

    private Behavior<Command> onModeRead(Answer.AccountMode mode) {
        state.mode = Optional.of(mode);
        hello();
        return Behaviors.same();
    }

    private Behavior<Command> onWelcome(Welcome welcome) {
        if (!welcome.gateway().equals(state.gateway)) {
            forgetGateway("another node has the account's gateway now");
            meet(welcome.gateway());
        }
        if (welcome.account().isPresent() && !welcome.account().get().equals(state.account)) {
            state.account = welcome.account().get();
            legs.values().forEach(leg -> tellAccount(new PositionActor.Changed(leg, List.of())));
            drain(accountLookers, state.account);
        }
        return Behaviors.same();
    }

    private void meet(ActorRef<ExchangeGatewayActor.Command> gateway) {
        state.gateway = gateway;
        context.watchWith(gateway, new GatewayGone(gateway));
        if (!clockWatchers.isEmpty()) {
            gateway.tell(new ExchangeGatewayActor.WatchClock(clockRefusals));
        }
        wishes.values().forEach(wanting -> {
            clock.pace().begin();
            gateway.tell(new ExchangeGatewayActor.WishToMove(wanting.wish(), turns));
        });
        for (ExchangeGatewayActor.Call call = waiting.poll(); call != null; call = waiting.poll()) {
            send(gateway, call);
        }
        drain(lookers, gateway);
    }

    private static <M, N extends M> void drain(Deque<N> messages, ActorRef<M> to) {
        for (N message = messages.poll(); message != null; message = messages.poll()) {
            to.tell(message);
        }
    }

    private static <N> void keep(Deque<N> messages, N message) {
        messages.add(message);
        if (messages.size() > MOST_LOOKERS) {
            messages.remove();
        }
    }

    private Behavior<Command> onGatewayGone(ActorRef<ExchangeGatewayActor.Command> gateway) {
        if (gateway.equals(state.gateway)) {
            context.getLog().info("the account's gateway is gone; the next that is found is used");
            forgetGateway("the account's gateway was lost on its node");
        }
        return Behaviors.same();
    }

    private void forgetGateway(String why) {
        if (state.gateway != null) {
            context.unwatch(state.gateway);
        }
        state.gateway = null;
        state.account = null;
        answerUnknown(calls.takeAll(), why);
    }

    private void answerUnknown(List<OpenCalls.Open<ActorRef<ExchangeGatewayActor.Result>>> lost, String why) {
        lost.forEach(call -> call.owner()
                .tell(new ExchangeGatewayActor.Result(call.request(), new Outcome.Unknown(why), call.at())));
    }

    private Behavior<Command> onForGateway(ExchangeGatewayActor.Command command) {
        if (command instanceof ExchangeGatewayActor.Call call) {
            onCall(call);
        } else if (command instanceof ExchangeGatewayActor.WishToMove wish) {
            wishes.put(wish.wish().leg(), new Wanting(wish.wish(), wish.replyTo()));
            handOnOrDrop(new ExchangeGatewayActor.WishToMove(wish.wish(), turns));
        } else if (command instanceof ExchangeGatewayActor.WithdrawWish withdrawn) {
            wishes.remove(withdrawn.leg());
            limits.moves().release(withdrawn.leg());
            handOnOrDrop(withdrawn);
        } else if (command instanceof ExchangeGatewayActor.WatchClock watch) {
            clockWatchers.add(watch.watcher());
            tellGateway(new ExchangeGatewayActor.WatchClock(clockRefusals));
        } else if (command instanceof ExchangeGatewayActor.GetHealth look && state.gateway == null) {
            keep(lookers, look);
        } else {
            tellGateway(command);
        }
        return Behaviors.same();
    }

    private void onCall(ExchangeGatewayActor.Call call) {
        if (state.gateway == null) {
            waiting.add(call);
        } else {
            send(state.gateway, call);
        }
    }

    private void send(ActorRef<ExchangeGatewayActor.Command> gateway, ExchangeGatewayActor.Call call) {
        var open = calls.begin(call.request(), call.replyTo(), clock.millis());
        gateway.tell(new ExchangeGatewayActor.Call(call.request(), results, open.number()));
    }

    /** A wish that is not handed on now is handed on to the next gateway. */
    private void handOnOrDrop(ExchangeGatewayActor.Command command) {
        if (state.gateway == null) {
            clock.pace().end();
        } else {
            state.gateway.tell(command);
        }
    }

    private void tellGateway(ExchangeGatewayActor.Command command) {
        if (state.gateway != null) {
            state.gateway.tell(command);
        }
    }

    private Behavior<Command> onCameBack(ExchangeGatewayActor.Result result) {
        calls.end(result.number())
                .ifPresent(call -> call.owner()
                        .tell(new ExchangeGatewayActor.Result(
                                result.request(), result.outcome(), sentAt(call, result))));
        return Behaviors.same();
    }

    /** A clock is measured against the exchange's by its own readings, never by another node's. */
    private static long sentAt(OpenCalls.Open<?> call, ExchangeGatewayActor.Result result) {
        return call.request() instanceof Request.ReadTime ? call.at() : result.sentAt();
    }

    private Behavior<Command> onTurn(LegId leg) {
        Wanting wanting = wishes.remove(leg);
        if (wanting == null) {
            clock.pace().end();
            return Behaviors.same();
        }
        limits.moves().grant(leg, clock.millis());
        wanting.replyTo().tell(new ExchangeGatewayActor.MoveGranted(leg));
        return Behaviors.same();
    }

    private Behavior<Command> onForAccount(AccountActor.Command command) {
        if (state.account != null) {
            state.account.tell(command);
        } else if (command instanceof AccountActor.GetHealth look) {
            keep(accountLookers, look);
        } else if (command instanceof AccountActor.Open open) {
            open.replyTo()
                    .tell(
                            StatusReply.error(
                                    "the account cannot be reached just now, because its node is starting or was lost; try again in a few seconds"));
        }
        return Behaviors.same();
    }

    private Behavior<Command> onLegChanged(PositionActor.Changed change) {
        legs.put(change.leg().id(), change.leg());
        tellAccount(change);
        return Behaviors.same();
    }

    private void tellAccount(PositionActor.Changed change) {
        if (state.account != null) {
            state.account.tell(new AccountActor.LegChanged(change));
        }
    }

    private Behavior<Command> onLegNotice(LegActor.Notice notice) {
        wishes.remove(notice.leg());
        if (notice instanceof LegActor.Left) {
            legs.remove(notice.leg());
            limits.room().forget(notice.leg());
        }
        return Behaviors.same();
    }

    private Behavior<Command> onRoom(RoomNews news) {
        if (state.gateway != null && !isHere(state.gateway)) {
            limits.room().take(news);
        }
        return Behaviors.same();
    }

    private Behavior<Command> onBanned(long until) {
        state.bannedUntil = until;
        if (bans.until() < until) {
            bans.keep(until);
        }
        return Behaviors.same();
    }

    private Behavior<Command> onClockRefused() {
        clockWatchers.forEach(watcher -> watcher.tell(ExchangeGatewayActor.ClockRefused.INSTANCE));
        return Behaviors.same();
    }

    private Behavior<Command> onGetHealth(GetHealth get) {
        get.replyTo().tell(new Health(state.account != null, calls.size() + waiting.size()));
        return Behaviors.same();
    }

    private static boolean isHere(ActorRef<?> actor) {
        return actor.path().address().hasLocalScope();
    }
}
