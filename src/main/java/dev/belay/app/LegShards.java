package dev.belay.app;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.persistence.typed.PersistenceId;
import dev.belay.journal.HeldWhileAlive;
import dev.belay.journal.JournalDatabase;
import dev.belay.money.LegId;
import dev.belay.position.LegActor;
import dev.belay.position.LegWorld;
import dev.belay.position.Legs;
import dev.belay.position.PositionActor;
import java.util.List;

/** The legs of the cluster, each on one of its nodes. */
final class LegShards {

    static final EntityTypeKey<PositionActor.Command> LEG =
            EntityTypeKey.create(PositionActor.Command.class, JournalDatabase.PERSISTENCE_TYPE);

    private LegShards() {}

    /** From now on legs live on this node too: those that it is given, and those that come back from the journal. */
    static void start(ActorSystem<?> system, LegWorld world, List<ActorRef<LegActor.Notice>> listeners) {
        ClusterSharding.get(system)
                .init(Entity.of(LEG, entity -> leg(system, entity.getEntityId(), world, listeners))
                        .withStopMessage(PositionActor.Leave.INSTANCE));
    }

    private static Behavior<PositionActor.Command> leg(
            ActorSystem<?> system, String id, LegWorld world, List<ActorRef<LegActor.Notice>> listeners) {
        PersistenceId journal = PersistenceId.of(JournalDatabase.PERSISTENCE_TYPE, id);
        return HeldWhileAlive.of(
                system,
                PositionActor.Command.class,
                journal.id(),
                LegActor.create(journal, LegId.parse(id), world, listeners));
    }

    /** Reaches every leg, once {@link #start} was called. */
    static Legs of(ActorSystem<?> system) {
        ClusterSharding sharding = ClusterSharding.get(system);
        return (leg, command) -> sharding.entityRefFor(LEG, leg.toString()).tell(command);
    }
}
