package dev.belay.position;

import akka.actor.typed.ActorRef;
import akka.actor.typed.BackoffSupervisorStrategy;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.pattern.StatusReply;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.RecoveryFailed;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.money.LegId;
import dev.belay.trailing.TrailingStopActor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Guards one leg: hears, asks {@link LegIncarnation}, writes down what it decides, and only then acts. Its journal is the one
 * truth about the leg.
 *
 * <p>Every incarnation claims the journal with its first event before it sends anything. Its calls follow from the
 * journaled state, after every event and after recovery, so that a crash at any line loses nothing.
 */
public final class PositionActor extends EventSourcedBehavior<PositionActor.Command, LegEvent, Leg> {

    public sealed interface Command {}

    /** Evidence, or something wanted, for this leg; whoever tells it has counted it for the replay's pace. */
    public record Hear(LegInput input) implements Command {}

    /** Open a position; answered with the reason when the leg is not flat. */
    public record Enter(EntryPlan plan, String by, ActorRef<StatusReply<EntryPlan>> replyTo) implements Command {}

    /** Close the position at market; answered with the reason when there is none. */
    public record Close(String reason, String by, ActorRef<StatusReply<String>> replyTo) implements Command {}

    /** Put the open position under another policy; answered with what has changed, or with why nothing has. */
    public record ChangePolicy(PolicyWish wish, ActorRef<StatusReply<String>> replyTo) implements Command {}

    /** What this leg is now. */
    public record Get(ActorRef<Leg> replyTo) implements Command {}

    /** Why this leg believes and does what it does; {@code events} are those of its journal that count. */
    public record Explain(List<Why.Numbered> events, ActorRef<StatusReply<Why>> replyTo) implements Command {
        public Explain {
            events = List.copyOf(events);
        }
    }

    /** How large the position is, and how far the leg's word on it goes. */
    public record GetPosition(ActorRef<HeldPosition> replyTo) implements Command {}

    /** Forget a journal that cannot be read back and begin anew from what the exchange says; refused when it can be. */
    public record Rebuild(String because, String by, ActorRef<StatusReply<String>> replyTo) implements Command {}

    /** Go, because the leg moves to another node or the node stops; whatever is being written is finished first. */
    public enum Leave implements Command {
        INSTANCE
    }

    /** The journal cannot be read back. */
    record Unreplayable(String reason) implements Command {}

    /** The attempt to rebuild the leg is over; {@code refusal} is "" when it is rebuilt. */
    record RebuildEnded(String refusal) implements Command {}

    /** What whoever follows the price for this leg reports; counted for the pace as well. */
    record Reported(TrailingStopActor.Report report) implements Command {}

    /** Look again; one that is not the newest any more changes nothing. */
    private record Wake(long dueAt) implements Command {}

    /** Told to those who watch legs after every change and after recovery. */
    public record Changed(Leg leg, List<LegEvent> events) {}

    /**
     * Another process writes the journal of a leg that this one held: this one is the elder of two, perhaps after it stood
     * still, and its knowledge is of the past. The leg does nothing more here.
     *
     * @param by the other process
     */
    public record Superseded(LegId leg, String by) {}

    /** What is forgotten with every restart. */
    private static final class State {
        LegIncarnation life;

        @Nullable
        ActorRef<TrailingStopActor.Command> child;

        int children;
        boolean superseded;

        State(LegIncarnation life) {
            this.life = life;
        }
    }

    private static final BackoffSupervisorStrategy BACKOFF =
            SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(10), 0.2);

    private final ActorContext<Command> context;
    private final LegId id;
    private final Set<String> tags;
    private final LegWorld world;
    private final Consumer<String> unreplayable;
    private final ActorRef<ExchangeGatewayActor.Result> answers;
    private final ActorRef<TrailingStopActor.Report> reports;
    private final ActorRef<ExchangeGatewayActor.MoveGranted> turns;
    private final State state;

    private PositionActor(
            ActorContext<Command> context,
            PersistenceId persistenceId,
            LegId id,
            LegWorld world,
            Consumer<String> unreplayable) {
        super(persistenceId, BACKOFF);
        this.unreplayable = unreplayable;
        this.context = context;
        this.id = id;
        this.tags = Set.of(EventTag.of(persistenceId.id()));
        this.world = world;
        this.answers = context.messageAdapter(ExchangeGatewayActor.Result.class, PositionActor::answered);
        this.reports = context.messageAdapter(TrailingStopActor.Report.class, Reported::new);
        this.turns = context.messageAdapter(
                ExchangeGatewayActor.MoveGranted.class, granted -> new Hear(new LegInput.TimePassed()));
        this.state = new State(new LegIncarnation(world.node(), Leg.flat(id)));
    }

    private static Command answered(ExchangeGatewayActor.Result result) {
        return new Hear(new LegInput.Answered(result.request(), result.outcome(), result.sentAt()));
    }

    /** A leg that starts again from its journal after whatever goes wrong in it. */
    public static Behavior<Command> create(PersistenceId persistenceId, LegId id, LegWorld world) {
        return create(persistenceId, id, world, reason -> {});
    }

    /** As above; {@code unreplayable} is told why when the journal cannot be read back, which starting again does not mend. */
    static Behavior<Command> create(
            PersistenceId persistenceId, LegId id, LegWorld world, Consumer<String> unreplayable) {
        Behavior<Command> leg =
                Behaviors.setup(context -> new PositionActor(context, persistenceId, id, world, unreplayable));
        return Behaviors.supervise(leg).onFailure(Exception.class, BACKOFF);
    }

    @Override
    public Leg emptyState() {
        return Leg.flat(id);
    }

    @Override
    public Set<String> tagsFor(LegEvent event) {
        return tags;
    }

    @Override
    public EventHandler<Leg, LegEvent> eventHandler() {
        return UnreplayableJournal::after;
    }

    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(50, 2);
    }

    @Override
    public SignalHandler<Leg> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), this::onRecovered)
                .onSignal(
                        RecoveryFailed.class,
                        (leg, failed) ->
                                UnreplayableJournal.reason(failed.getFailure()).ifPresent(unreplayable))
                .build();
    }

    @Override
    public CommandHandler<Command, LegEvent, Leg> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Hear.class, (leg, hear) -> decide(leg, hear.input()))
                .onCommand(Reported.class, (leg, reported) -> decide(leg, state.life.input(reported.report())))
                .onCommand(Wake.class, this::onWake)
                .onCommand(Enter.class, this::onEnter)
                .onCommand(Close.class, this::onClose)
                .onCommand(Rebuild.class, (leg, rebuild) -> onRebuild(rebuild))
                .onCommand(Explain.class, this::onExplain)
                .onCommand(ChangePolicy.class, this::onChangePolicy)
                .onCommand(Get.class, this::onGet)
                .onCommand(GetPosition.class, this::onGetPosition)
                .onCommand(Leave.class, leave -> Effect().stop())
                .build();
    }

    /**
     * The journal is read: nothing was asked of the exchange for it. After a failed write Akka restarts the behaviour
     * within this same object, and has stopped the child.
     */
    private void onRecovered(Leg leg) {
        long stored = lastSequenceNumber(context);
        if (leg.sequence() != stored) {
            String reason =
                    "events are missing: the last has number %d, but there are %d".formatted(stored, leg.sequence());
            unreplayable.accept(reason);
            throw new UnreplayableJournal(reason);
        }
        if (state.life.isSupersededIn(leg)) {
            state.superseded = true;
            world.supersessions().tell(new Superseded(id, leg.claimedBy()));
            return;
        }
        state.life = new LegIncarnation(world.node(), leg);
        state.child = null;
        world.pace().begin();
        context.getSelf().tell(new Wake(0));
    }

    private Effect<LegEvent, Leg> onRebuild(Rebuild rebuild) {
        rebuild.replyTo()
                .tell(StatusReply.error("the journal of %s is sound; there is nothing to rebuild".formatted(id)));
        return Effect().none();
    }

    private Effect<LegEvent, Leg> onWake(Leg leg, Wake wake) {
        state.life.woken(wake.dueAt());
        return decide(leg, new LegInput.TimePassed());
    }

    private Effect<LegEvent, Leg> onEnter(Leg leg, Enter enter) {
        world.pace().begin();
        if (leg.phase() != Leg.Phase.FLAT) {
            enter.replyTo().tell(StatusReply.error("%s is %s, not flat".formatted(id, leg.phase())));
            return decide(leg, new LegInput.TimePassed());
        }
        enter.replyTo().tell(StatusReply.success(enter.plan()));
        return decide(leg, new LegInput.EntryWanted(enter.plan(), enter.by()));
    }

    private Effect<LegEvent, Leg> onClose(Leg leg, Close close) {
        world.pace().begin();
        if (leg.exposure() == null) {
            close.replyTo().tell(StatusReply.error("%s has no open position".formatted(id)));
            return decide(leg, new LegInput.TimePassed());
        }
        close.replyTo().tell(StatusReply.success("closing " + leg.exposure().quantity() + " at market"));
        return decide(leg, new LegInput.CloseWanted(close.reason(), close.by()));
    }

    private Effect<LegEvent, Leg> onChangePolicy(Leg leg, ChangePolicy change) {
        world.pace().begin();
        var wanted = new LegInput.PolicyWanted(change.wish(), change.wish().policy(leg, world.policies()));
        PolicyChange outcome = PolicyChange.of(
                leg, wanted, world.terms(id).rules(), world.clock().millis());
        change.replyTo()
                .tell(outcome.isAccepted() ? StatusReply.success(outcome.text()) : StatusReply.error(outcome.text()));
        return decide(leg, wanted);
    }

    private Effect<LegEvent, Leg> onGet(Leg leg, Get get) {
        get.replyTo().tell(leg);
        return Effect().none();
    }

    private Effect<LegEvent, Leg> onExplain(Leg leg, Explain explain) {
        long now = world.clock().millis();
        explain.replyTo().tell(StatusReply.success(state.life.why(leg, explain.events(), world.terms(id), now)));
        return Effect().none();
    }

    private Effect<LegEvent, Leg> onGetPosition(Leg leg, GetPosition get) {
        get.replyTo().tell(state.life.held(leg, world.clock().millis()));
        return Effect().none();
    }

    private Effect<LegEvent, Leg> decide(Leg leg, LegInput input) {
        if (state.superseded) {
            world.pace().end();
            return Effect().none();
        }
        long now = world.clock().millis();
        List<LegEvent> events = state.life.decide(
                leg, input, world.terms(id), now, world.limits().of(id, now));
        return Effect().persist(events).thenRun((Leg after) -> act(after, events));
    }

    /** Everything decided is committed: now send, follow and tell. */
    private void act(Leg leg, List<LegEvent> events) {
        long now = world.clock().millis();
        state.life.act(leg, world.terms(id), now).forEach(step -> take(step, now));
        if (!events.isEmpty()) {
            world.limits().room().hold(id, leg.sequence(), leg.stops().byId().keySet());
            events.forEach(event -> log(event));
            world.watchers().forEach(watcher -> watcher.tell(new Changed(leg, events)));
        }
        world.pace().end();
    }

    private void take(LegIncarnation.Step step, long now) {
        if (step instanceof LegIncarnation.Step.Send send) {
            world.pace().begin();
            world.gateway().tell(new ExchangeGatewayActor.Call(send.request(), answers));
        } else if (step instanceof LegIncarnation.Step.Wish wish) {
            world.tellWish(id, wish.wish(), turns);
        } else if (step instanceof LegIncarnation.Step.Rest) {
            rest();
        } else if (step instanceof LegIncarnation.Step.Follow follow) {
            follow(follow.exposure());
        } else if (step instanceof LegIncarnation.Step.WakeAt wake) {
            var due = new Wake(wake.at());
            ActorRef<Command> self = context.getSelf();
            world.clock().after(Duration.ofMillis(wake.at() - now), () -> self.tell(due));
        }
    }

    private void rest() {
        if (state.child != null) {
            world.pace().begin();
            state.child.tell(TrailingStopActor.Rest.INSTANCE);
            state.child = null;
        }
    }

    private void follow(Exposure exposure) {
        state.children++;
        world.pace().begin(); // ended when the child has been heard by the market stream
        state.child = context.spawn(world.trailing(id, exposure, reports), "trailing-" + state.children);
    }

    private void log(LegEvent event) {
        String text = LegText.of(event);
        if (event instanceof LegEvent.AlarmRaised) {
            context.getLog().warn("{} {}", id, text);
        } else if (!(event instanceof LegEvent.PeakMoved)) {
            context.getLog().info("{} {}", id, text);
        }
    }
}
