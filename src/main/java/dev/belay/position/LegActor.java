package dev.belay.position;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.pattern.StatusReply;
import akka.persistence.typed.PersistenceId;
import dev.belay.money.LegId;
import java.util.List;

/**
 * The place of one leg: has a {@link PositionActor} for as long as its journal can be read back. When it cannot, the leg is
 * quarantined: its stops at the exchange stay as they are, nothing is sent or cancelled for it, and it waits for an operator,
 * because a leg that guarded from a wrong state would be worse than one that does nothing (reliability B10).
 */
public final class LegActor {

    /** What those who list the legs of a node have to hear beside {@link PositionActor.Changed}. */
    public sealed interface Notice {
        LegId leg();
    }

    /** The leg lives here no longer. */
    public record Left(LegId leg) implements Notice {}

    /**
     * A leg guards no more, because its journal cannot be read back.
     *
     * @param reason what is wrong with the journal
     * @param at exchange time, epoch milliseconds
     */
    public record Quarantined(LegId leg, String reason, long at) implements Notice {}

    private final ActorContext<PositionActor.Command> context;
    private final PersistenceId persistenceId;
    private final LegId id;
    private final LegWorld world;
    private final List<ActorRef<Notice>> listeners;

    private LegActor(
            ActorContext<PositionActor.Command> context,
            PersistenceId persistenceId,
            LegId id,
            LegWorld world,
            List<ActorRef<Notice>> listeners) {
        this.context = context;
        this.persistenceId = persistenceId;
        this.id = id;
        this.world = world;
        this.listeners = listeners;
    }

    /** A leg whose end, and quarantine if it comes to that, is told to {@code listeners}. */
    public static Behavior<PositionActor.Command> create(
            PersistenceId persistenceId, LegId id, LegWorld world, List<ActorRef<Notice>> listeners) {
        return Behaviors.setup(context -> new LegActor(context, persistenceId, id, world, listeners).guarding());
    }

    private Behavior<PositionActor.Command> guarding() {
        ActorRef<PositionActor.Command> self = context.getSelf();
        ActorRef<PositionActor.Command> leg = context.spawnAnonymous(PositionActor.create(
                persistenceId, id, world, reason -> self.tell(new PositionActor.Unreplayable(reason))));
        return Behaviors.receive(PositionActor.Command.class)
                .onMessage(PositionActor.Unreplayable.class, broken -> quarantine(leg, broken.reason()))
                .onMessage(PositionActor.Leave.class, leave -> leaving(leg))
                .onSignal(PostStop.class, stopped -> left())
                .onAnyMessage(command -> {
                    leg.tell(command);
                    return Behaviors.same();
                })
                .build();
    }

    /** What is being written is finished before another node may read the journal. */
    private Behavior<PositionActor.Command> leaving(ActorRef<PositionActor.Command> leg) {
        context.watch(leg);
        leg.tell(PositionActor.Leave.INSTANCE);
        return Behaviors.receive(PositionActor.Command.class)
                .onMessage(PositionActor.Hear.class, hear -> onHear())
                .onAnyMessage(command -> Behaviors.same())
                .onSignal(Terminated.class, gone -> Behaviors.stopped())
                .onSignal(PostStop.class, stopped -> left())
                .build();
    }

    private Behavior<PositionActor.Command> left() {
        tell(new Left(id));
        return Behaviors.same();
    }

    private void tell(Notice notice) {
        listeners.forEach(listener -> listener.tell(notice));
    }

    private Behavior<PositionActor.Command> quarantine(ActorRef<PositionActor.Command> leg, String reason) {
        context.stop(leg);
        context.getLog()
                .error(
                        "{} QUARANTINED: its stops at the exchange stay, and nothing is sent for it, until \"belay position {} rebuild --because TEXT\". Its journal cannot be read back: {}",
                        id,
                        id,
                        reason);
        tell(new Quarantined(id, reason, world.clock().millis()));
        return quarantined(reason);
    }

    private Behavior<PositionActor.Command> quarantined(String reason) {
        return Behaviors.receive(PositionActor.Command.class)
                .onMessage(PositionActor.Hear.class, hear -> onHear())
                .onMessage(PositionActor.Enter.class, enter -> refuse(enter.replyTo(), reason))
                .onMessage(PositionActor.Close.class, close -> refuse(close.replyTo(), reason))
                .onMessage(PositionActor.Explain.class, explain -> refuse(explain.replyTo(), reason))
                .onMessage(PositionActor.Rebuild.class, rebuild -> rebuild(reason, rebuild))
                .onMessage(PositionActor.Leave.class, leave -> Behaviors.stopped())
                .onAnyMessage(command -> Behaviors.same())
                .onSignal(PostStop.class, stopped -> left())
                .build();
    }

    private Behavior<PositionActor.Command> rebuild(String reason, PositionActor.Rebuild rebuild) {
        ActorRef<RebuildActor.Command> builder =
                context.spawnAnonymous(RebuildActor.create(persistenceId, id, world, rebuild, context.getSelf()));
        context.watchWith(builder, new PositionActor.RebuildEnded("the attempt failed; the node's log says why"));
        return Behaviors.receive(PositionActor.Command.class)
                .onMessage(PositionActor.Hear.class, hear -> onHear())
                .onMessage(PositionActor.Enter.class, enter -> refuse(enter.replyTo(), reason))
                .onMessage(PositionActor.Close.class, close -> refuse(close.replyTo(), reason))
                .onMessage(PositionActor.Rebuild.class, again -> refuse(again.replyTo(), "it is being rebuilt"))
                .onMessage(PositionActor.RebuildEnded.class, ended -> {
                    context.unwatch(builder);
                    context.stop(builder);
                    return onRebuilt(reason, rebuild, ended.refusal());
                })
                .onMessage(PositionActor.Leave.class, leave -> Behaviors.stopped())
                .onAnyMessage(command -> Behaviors.same())
                .onSignal(PostStop.class, stopped -> left())
                .build();
    }

    private Behavior<PositionActor.Command> onRebuilt(String reason, PositionActor.Rebuild rebuild, String refusal) {
        if (!refusal.isEmpty()) {
            rebuild.replyTo().tell(StatusReply.error("%s stays quarantined: %s".formatted(id, refusal)));
            return quarantined(reason);
        }
        context.getLog().warn("{} is rebuilt and guarded again", id);
        rebuild.replyTo().tell(StatusReply.success("%s is rebuilt and guarded again".formatted(id)));
        return guarding();
    }

    /** Whoever tells a leg something has counted it for the replay's pace. */
    private Behavior<PositionActor.Command> onHear() {
        world.pace().end();
        return Behaviors.same();
    }

    private <T> Behavior<PositionActor.Command> refuse(ActorRef<StatusReply<T>> replyTo, String reason) {
        replyTo.tell(StatusReply.error("%s is quarantined, its journal cannot be read back: %s".formatted(id, reason)));
        return Behaviors.same();
    }
}
