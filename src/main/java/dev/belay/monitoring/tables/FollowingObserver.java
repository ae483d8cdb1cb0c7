package dev.belay.monitoring.tables;

import akka.projection.HandlerRecoveryStrategy;
import akka.projection.ProjectionId;
import akka.projection.StatusObserver;
import akka.projection.eventsourced.EventEnvelope;
import dev.belay.position.LegEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells {@link FollowingHealth} what becomes of one reader, and the log when it begins to fail and when it follows again:
 * one line each, however often it tries.
 */
final class FollowingObserver extends StatusObserver<EventEnvelope<LegEvent>> {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoringProjection.class);

    private final FollowingHealth health;
    private final InstantSource clock;
    private final List<Long> underWay = new ArrayList<>();
    private boolean fails;

    FollowingObserver(FollowingHealth health, InstantSource clock) {
        this.health = health;
        this.clock = clock;
    }

    @Override
    public synchronized void started(ProjectionId id) {
        underWay.clear();
        fails = false;
    }

    @Override
    public synchronized void failed(ProjectionId id, Throwable cause) {
        underWay.clear();
        fails = true;
        String why = String.valueOf(cause.getMessage());
        if (health.failed(id.key(), why)) {
            LOG.warn("the tables for people stand still, and the legs are guarded all the same: {}: {}", id.key(), why);
        }
    }

    /** Also called after a failure; without one the reader goes on at another node. */
    @Override
    public synchronized void stopped(ProjectionId id) {
        if (!fails) {
            health.succeeded(id.key());
        }
    }

    @Override
    public synchronized void beforeProcess(ProjectionId id, EventEnvelope<LegEvent> envelope) {
        underWay.add(envelope.timestamp());
    }

    @Override
    public void afterProcess(ProjectionId id, EventEnvelope<LegEvent> envelope) {}

    /** Everything up to {@code envelope} is committed. */
    @Override
    public synchronized void offsetProgress(ProjectionId id, EventEnvelope<LegEvent> envelope) {
        long now = clock.millis();
        underWay.forEach(writtenAt -> health.followed(now - writtenAt));
        underWay.clear();
        if (health.succeeded(id.key())) {
            LOG.info("the tables for people follow the journal again: {}", id.key());
        }
    }

    /** Followed by {@link #failed}. */
    @Override
    public void error(
            ProjectionId id, EventEnvelope<LegEvent> envelope, Throwable cause, HandlerRecoveryStrategy strategy) {}
}
