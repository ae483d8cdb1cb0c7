package dev.belay.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import dev.belay.exchange.Answer;
import dev.belay.exchange.BanStore;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.RoomNews;
import dev.belay.market.ExchangeClock;
import dev.belay.money.LegId;
import dev.belay.position.AccountActor;
import dev.belay.position.AccountLimits;
import dev.belay.position.LegActor;
import dev.belay.position.PositionActor;
import java.time.Duration;
import java.util.Optional;

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

    /** The account has to hear again how the legs of this node are. */
    public enum TellLegs implements Command {
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

    /** What this incarnation knows. */
    private static final class State {
        boolean begun;
        Optional<Answer.AccountMode> mode = Optional.empty();
        long bannedUntil;
    }

    private final ActorContext<Command> context;
    private final ActorRef<AccountHostActor.Command> host;
    private final AccountLimits limits;
    private final BanStore bans;
    private final FarGateway gateway;
    private final FarAccount account = new FarAccount();
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
        this.gateway = new FarGateway(answers(context), limits, clock);
    }

    private static FarGateway.Answers answers(ActorContext<Command> context) {
        return new FarGateway.Answers(
                context.messageAdapter(ExchangeGatewayActor.Result.class, CameBack::new),
                context.messageAdapter(ExchangeGatewayActor.MoveGranted.class, turn -> new Turn(turn.leg())),
                context.messageAdapter(ExchangeGatewayActor.ClockRefused.class, refused -> ClockRefused.INSTANCE));
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
                .onMessage(ForGateway.class, message -> done(() -> gateway.take(message.command())))
                .onMessage(CameBack.class, back -> done(() -> gateway.cameBack(back.result())))
                .onMessage(Turn.class, turn -> done(() -> gateway.turn(turn.leg())))
                .onMessage(ClockRefused.class, refused -> done(gateway::clockRefused))
                .onMessage(LegChanged.class, changed -> done(() -> account.changed(changed.change())))
                .onMessage(ForAccount.class, message -> done(() -> account.take(message.command())))
                .onMessage(LegNotice.class, notice -> done(() -> onLegNotice(notice.notice())))
                .onMessage(HelloDue.class, due -> done(this::onHelloDue))
                .onMessage(Welcome.class, welcome -> done(() -> onWelcome(welcome)))
                .onMessage(GatewayGone.class, gone -> done(() -> onGatewayGone(gone.gateway())))
                .onMessage(Room.class, room -> done(() -> onRoom(room.news())))
                .onMessage(Banned.class, banned -> done(() -> onBanned(banned.until())))
                .onMessage(TellLegs.class, tell -> done(account::tellLegs))
                .onMessage(Begin.class, begin -> done(this::onBegin))
                .onMessage(ModeRead.class, read -> done(() -> onModeRead(read.mode())))
                .onMessage(GetHealth.class, get -> done(() -> onGetHealth(get)))
                .build();
    }

    private static Behavior<Command> done(Runnable reaction) {
        reaction.run();
        return Behaviors.same();
    }

    private void hello() {
        host.tell(new AccountHostActor.Hello(context.getSelf(), state.begun, state.mode));
    }

    private void onHelloDue() {
        hello();
        gateway.giveUpLate(state.bannedUntil);
    }

    private void onBegin() {
        state.begun = true;
        hello();
    }

    private void onModeRead(Answer.AccountMode mode) {
        state.mode = Optional.of(mode);
        hello();
    }

    private void onWelcome(Welcome welcome) {
        if (!gateway.is(welcome.gateway())) {
            forget("another node has the account's gateway now");
            context.watchWith(welcome.gateway(), new GatewayGone(welcome.gateway()));
            gateway.meet(welcome.gateway());
        }
        welcome.account().ifPresent(account::meet);
    }

    /** Of a gateway that was forgotten before, this is no news. */
    private void onGatewayGone(ActorRef<ExchangeGatewayActor.Command> gone) {
        if (gateway.is(gone)) {
            context.getLog().info("the account's gateway is gone; the next that is found is used");
            forget("the account's gateway was lost on its node");
        }
    }

    private void forget(String why) {
        gateway.lose(why);
        account.lose();
    }

    private void onLegNotice(LegActor.Notice notice) {
        gateway.left(notice.leg());
        if (notice instanceof LegActor.Left) {
            account.left(notice.leg());
            limits.room().forget(notice.leg());
        }
    }

    private void onRoom(RoomNews news) {
        if (gateway.isElsewhere()) {
            limits.room().take(news);
        }
    }

    private void onBanned(long until) {
        state.bannedUntil = until;
        if (bans.until() < until) {
            bans.keep(until);
        }
    }

    private void onGetHealth(GetHealth get) {
        get.replyTo().tell(new Health(account.isReached(), gateway.openCalls()));
    }
}
