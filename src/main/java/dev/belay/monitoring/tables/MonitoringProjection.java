package dev.belay.monitoring.tables;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import akka.persistence.jdbc.query.javadsl.JdbcReadJournal;
import akka.projection.ProjectionBehavior;
import akka.projection.ProjectionId;
import akka.projection.eventsourced.EventEnvelope;
import akka.projection.eventsourced.javadsl.EventSourcedProvider;
import akka.projection.jdbc.javadsl.JdbcProjection;
import dev.belay.journal.ConnectionPool;
import dev.belay.position.EventTag;
import dev.belay.position.LegEvent;
import java.time.InstantSource;

/**
 * Follows the journal and brings the tables forward, each event exactly once: one reader for each slice of the legs in the
 * whole cluster, which another node takes over when its node goes. It has connections and threads of its own; when it
 * fails it begins again after a pause, and says so in its {@link FollowingHealth}.
 */
public final class MonitoringProjection {

    /** The name under which the readers note how far they have come. */
    static final String NAME = "monitoring";

    /** As many as it needs connections: two transactions at a time. */
    public static final int CONNECTIONS = 2;

    private final ActorSystem<?> system;
    private final ConnectionPool pool;
    private final InstantSource clock;
    private final FollowingHealth health;

    private MonitoringProjection(
            ActorSystem<?> system, ConnectionPool pool, InstantSource clock, FollowingHealth health) {
        this.system = system;
        this.pool = pool;
        this.clock = clock;
        this.health = health;
    }

    /**
     * Begins to follow.
     *
     * @param pool of {@link #CONNECTIONS}, which is closed when {@code system} has ended
     * @param clock of the machine, to which the journal's own times belong
     * @param health is told how well this node follows
     */
    public static void start(ActorSystem<?> system, ConnectionPool pool, InstantSource clock, FollowingHealth health) {
        var projection = new MonitoringProjection(system, pool, clock, health);
        system.getWhenTerminated().thenRun(pool::close);
        ShardedDaemonProcess.get(system)
                .init(
                        ProjectionBehavior.Command.class,
                        NAME,
                        EventTag.SLICES,
                        projection::reader,
                        ProjectionBehavior.stopMessage());
    }

    private Behavior<ProjectionBehavior.Command> reader(int slice) {
        var source = EventSourcedProvider.<LegEvent>eventsByTag(
                system, JdbcReadJournal.Identifier(), EventTag.ofSlice(slice));
        var id = ProjectionId.of(NAME, EventTag.ofSlice(slice));
        return ProjectionBehavior.<EventEnvelope<LegEvent>>create(JdbcProjection.groupedWithin(
                        id, source, () -> TableSession.of(pool), () -> new SheetHandler(slice, clock), system)
                .withStatusObserver(new FollowingObserver(health, clock)));
    }
}
