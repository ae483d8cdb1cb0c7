package dev.belay.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.exchange.Answer;
import dev.belay.exchange.BanStore;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.RoomNews;
import dev.belay.exchange.UserStreamActor;
import dev.belay.position.AccountActor;
import dev.belay.position.AccountLimits;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The place of an account: its gateway, its user stream and the actor that turns what the exchange says into evidence. A
 * cluster has one for each account, on one of its nodes; when that node goes, another has it. Whatever it knew is forgotten
 * then: the {@link AccountDoorActor} of every node tells it what it needs, again and again.
 */
public final class AccountHostActor {

    public sealed interface Command {}

    /**
     * A node has a door; told every half second.
     *
     * @param begin whether the node can tell legs something; the place of the account begins with its own node
     * @param mode of the account, once the node has read it
     */
    public record Hello(ActorRef<AccountDoorActor.Command> door, boolean begin, Optional<Answer.AccountMode> mode)
            implements Command {}

    private record DoorGone(ActorRef<AccountDoorActor.Command> door) implements Command {}

    private record Room(RoomNews news) implements Command {}

    private record Banned(long until) implements Command {}

    /** How the parts of a place are made, on whichever node it is. */
    public interface Parts {

        Behavior<ExchangeGatewayActor.Command> gateway(BanStore bans);

        Behavior<AccountActor.Command> account(ActorRef<ExchangeGatewayActor.Command> gateway);

        Behavior<UserStreamActor.Command> userStream(
                ActorRef<ExchangeGatewayActor.Command> gateway, ActorRef<UserStreamActor.Report> evidence);

        /** Bans that this node remembers. */
        BanStore bans();

        /** Those that the legs of this node go by; they are the account's own as long as the place is here. */
        AccountLimits limits();
    }

    private static final SupervisorStrategy AGAIN =
            SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);

    private static final class State {
        @Nullable
        ActorRef<AccountActor.Command> account;

        Optional<Answer.AccountMode> mode = Optional.empty();
    }

    private final ActorContext<Command> context;
    private final Parts parts;
    private final ActorRef<ExchangeGatewayActor.Command> gateway;
    private final Set<ActorRef<AccountDoorActor.Command>> doors = new HashSet<>();
    private final State state = new State();

    private AccountHostActor(ActorContext<Command> context, Parts parts) {
        this.context = context;
        this.parts = parts;
        ActorRef<Command> self = context.getSelf();
        parts.limits().room().copyTo(news -> self.tell(new Room(news)));
        this.gateway = context.spawn(parts.gateway(tellingDoors(parts.bans(), self)), "gateway");
        context.watch(gateway);
    }

    /** Starts again, with nothing known, when one of its parts fails. */
    public static Behavior<Command> create(Parts parts) {
        return Behaviors.supervise(Behaviors.<Command>setup(context -> new AccountHostActor(context, parts).running()))
                .onFailure(AGAIN);
    }

    /** A ban is of an address; the nodes may share one. */
    private static BanStore tellingDoors(BanStore bans, ActorRef<Command> self) {
        return new BanStore() {
            @Override
            public long until() {
                return bans.until();
            }

            @Override
            public void keep(long until) {
                bans.keep(until);
                self.tell(new Banned(until));
            }
        };
    }

    private Behavior<Command> running() {
        context.getLog().info("the account is reached from this node");
        return Behaviors.receive(Command.class)
                .onMessage(Hello.class, this::onHello)
                .onMessage(DoorGone.class, gone -> onDoorGone(gone.door()))
                .onMessage(Room.class, room -> onRoom(room.news()))
                .onMessage(Banned.class, banned -> onBanned(banned.until()))
                .onSignal(PostStop.class, stopped -> {
                    parts.limits().room().copyTo(news -> {});
                    parts.limits().moves().leave();
                    return Behaviors.same();
                })
                .build();
    }

    private Behavior<Command> onHello(Hello hello) {
        if (doors.add(hello.door())) {
            context.watchWith(hello.door(), new DoorGone(hello.door()));
        }
        if (hello.begin() && isHere(hello.door()) && state.account == null) {
            state.account = begin();
        }
        if (state.account != null && hello.mode().isPresent() && !hello.mode().equals(state.mode)) {
            state.mode = hello.mode();
            state.account.tell(new AccountActor.ModeRead(hello.mode().get()));
        }
        hello.door().tell(new AccountDoorActor.Welcome(gateway, Optional.ofNullable(state.account)));
        return Behaviors.same();
    }

    /** Who guards what is asked anew: legs that came with no other node are to be missed. */
    private Behavior<Command> onDoorGone(ActorRef<AccountDoorActor.Command> door) {
        doors.remove(door);
        if (state.account != null) {
            state.account.tell(AccountActor.NodeLost.INSTANCE);
            doors.forEach(other -> other.tell(AccountDoorActor.TellLegs.INSTANCE));
        }
        return Behaviors.same();
    }

    private ActorRef<AccountActor.Command> begin() {
        ActorRef<AccountActor.Command> account = context.spawn(parts.account(gateway), "account");
        context.watch(account);
        ActorRef<UserStreamActor.Report> evidence = context.spawn(
                Behaviors.<UserStreamActor.Report>receiveMessage(report -> {
                    account.tell(new AccountActor.Heard(report));
                    return Behaviors.same();
                }),
                "user-evidence");
        context.watch(context.spawn(parts.userStream(gateway, evidence), "user-stream"));
        return account;
    }

    /** The legs of this node go by the room itself. */
    private Behavior<Command> onRoom(RoomNews news) {
        doors.stream().filter(door -> !isHere(door)).forEach(door -> door.tell(new AccountDoorActor.Room(news)));
        return Behaviors.same();
    }

    private Behavior<Command> onBanned(long until) {
        doors.forEach(door -> door.tell(new AccountDoorActor.Banned(until)));
        return Behaviors.same();
    }

    private static boolean isHere(ActorRef<?> actor) {
        return actor.path().address().hasLocalScope();
    }
}
