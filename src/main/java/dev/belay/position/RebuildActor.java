package dev.belay.position;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotCompleted;
import akka.persistence.typed.SnapshotFailed;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.Recovery;
import akka.persistence.typed.javadsl.SignalHandler;
import dev.belay.exchange.Answer;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.money.LegId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives a leg whose journal cannot be read back a new beginning: reads position and stops from the exchange, writes what
 * they say behind the old events, which all stay, and keeps a snapshot of it, so that the old ones are never replayed again.
 * It sends nothing that changes anything at the exchange.
 */
final class RebuildActor extends EventSourcedBehavior<RebuildActor.Command, LegEvent, Leg> {

    /** So long the exchange may contradict itself before the attempt is given up. */
    private static final long PATIENCE_MILLIS = 12_000;

    sealed interface Command {}

    private record Read(ExchangeGatewayActor.Result result) implements Command {}

    private enum LookDue implements Command {
        INSTANCE
    }

    private static final class State {
        final Rebuilding rebuilding;
        final long begunAt;
        int answers;
        long lookedAt;
        Answer.@Nullable Positions positions;
        Answer.@Nullable Stops stops;

        State(Rebuilding rebuilding, long begunAt) {
            this.rebuilding = rebuilding;
            this.begunAt = begunAt;
        }
    }

    private final ActorContext<Command> context;
    private final LegId id;
    private final Set<String> tags;
    private final LegWorld world;
    private final PositionActor.Rebuild order;
    private final ActorRef<PositionActor.Command> parent;
    private final ActorRef<ExchangeGatewayActor.Result> answers;
    private final State state;

    private RebuildActor(
            ActorContext<Command> context,
            PersistenceId persistenceId,
            LegId id,
            LegWorld world,
            PositionActor.Rebuild order,
            ActorRef<PositionActor.Command> parent) {
        super(persistenceId, Optional.empty());
        this.context = context;
        this.id = id;
        this.tags = Set.of(EventTag.of(persistenceId.id()));
        this.world = world;
        this.order = order;
        this.parent = parent;
        this.answers = context.messageAdapter(ExchangeGatewayActor.Result.class, Read::new);
        this.state =
                new State(new Rebuilding(id, world.terms(id)), world.clock().millis());
    }

    /** Tells {@code parent} how it ended, whatever happens. */
    static Behavior<Command> create(
            PersistenceId persistenceId,
            LegId id,
            LegWorld world,
            PositionActor.Rebuild order,
            ActorRef<PositionActor.Command> parent) {
        return Behaviors.supervise(Behaviors.<Command>setup(
                        context -> new RebuildActor(context, persistenceId, id, world, order, parent)))
                .onFailure(SupervisorStrategy.stop());
    }

    @Override
    public Leg emptyState() {
        return Leg.flat(id);
    }

    /** The old events are what cannot be read. */
    @Override
    public Recovery recovery() {
        return Recovery.disabled();
    }

    @Override
    public boolean shouldSnapshot(Leg leg, LegEvent event, long sequence) {
        return event instanceof LegEvent.Rebuilt;
    }

    @Override
    public Set<String> tagsFor(LegEvent event) {
        return tags;
    }

    @Override
    public EventHandler<Leg, LegEvent> eventHandler() {
        return Leg::after;
    }

    @Override
    public SignalHandler<Leg> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.instance(), leg -> look())
                .onSignal(SnapshotCompleted.class, (leg, kept) -> parent.tell(new PositionActor.RebuildEnded("")))
                .onSignal(
                        SnapshotFailed.class,
                        (leg, failed) ->
                                parent.tell(new PositionActor.RebuildEnded("its new beginning could not be kept: "
                                        + failed.getFailure().getMessage())))
                .build();
    }

    @Override
    public CommandHandler<Command, LegEvent, Leg> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Read.class, (leg, read) -> onRead(read.result()))
                .onCommand(LookDue.class, (leg, due) -> onLookDue())
                .build();
    }

    private void look() {
        state.answers = 0;
        state.positions = null;
        state.stops = null;
        state.lookedAt = world.clock().millis();
        ask(new Request.ReadPositions(Optional.of(id.symbol())));
        ask(new Request.ReadStops(Optional.of(id.symbol())));
    }

    private void ask(Request request) {
        world.pace().begin();
        world.gateway().tell(new ExchangeGatewayActor.Call(request, answers));
    }

    private Effect<LegEvent, Leg> onLookDue() {
        look();
        world.pace().end();
        return Effect().none();
    }

    private Effect<LegEvent, Leg> onRead(ExchangeGatewayActor.Result result) {
        world.pace().end();
        state.answers++;
        if (result.outcome() instanceof Outcome.Done done) {
            note(done.answer());
        }
        if (state.answers < 2) {
            return Effect().none();
        }
        if (state.positions != null && state.stops != null) {
            state.rebuilding.looked(state.positions, state.stops, state.lookedAt);
        }
        if (state.rebuilding.isComplete()) {
            return write();
        }
        return world.clock().millis() - state.begunAt > PATIENCE_MILLIS ? giveUp() : lookLater();
    }

    private void note(Answer answer) {
        if (answer instanceof Answer.Positions positions) {
            state.positions = positions;
        } else if (answer instanceof Answer.Stops stops) {
            state.stops = stops;
        }
    }

    private Effect<LegEvent, Leg> lookLater() {
        ActorRef<Command> self = context.getSelf();
        world.clock().after(Duration.ofMillis(Rebuilding.APART_MILLIS), () -> self.tell(LookDue.INSTANCE));
        return Effect().none();
    }

    private Effect<LegEvent, Leg> giveUp() {
        parent.tell(new PositionActor.RebuildEnded(
                "within %d s the exchange did not say the same of position and stops three times; try again"
                        .formatted(PATIENCE_MILLIS / 1_000)));
        return Effect().none();
    }

    private Effect<LegEvent, Leg> write() {
        long next = lastSequenceNumber(context) + 1;
        List<LegEvent> events = state.rebuilding.events(
                next, order.because(), order.by(), world.clock().millis());
        events.forEach(event -> context.getLog().warn("{} {}", id, LegText.of(event)));
        return Effect().persist(events);
    }
}
