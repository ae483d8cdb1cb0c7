package dev.belay.monitoring.tables;

import akka.projection.HandlerRecoveryStrategy;
import akka.projection.ProjectionId;
import akka.projection.StatusObserver;
import akka.projection.eventsourced.EventEnvelope;
import dev.belay.position.LegEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Tells {@link FollowingHealth} what becomes of one reader, which calls it from one thread at a time. */
final class FollowingObserver extends StatusObserver<EventEnvelope<LegEvent>> {

    private final FollowingHealth health;
    private final InstantSource clock;
    private final List<Long> underWay = new ArrayList<>();

    FollowingObserver(FollowingHealth health, InstantSource clock) {
        this.health = health;
        this.clock = clock;
    }

    @Override
    public void started(ProjectionId id) {
        underWay.clear();
    }

    @Override
    public void failed(ProjectionId id, Throwable cause) {
        underWay.clear();
        health.failed(id.key(), String.valueOf(cause.getMessage()));
    }

    @Override
    public void stopped(ProjectionId id) {
        health.succeeded(id.key());
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
        health.succeeded(id.key());
    }

    @Override
    public void error(
            ProjectionId id, EventEnvelope<LegEvent> envelope, Throwable cause, HandlerRecoveryStrategy strategy) {
        health.failed(id.key(), String.valueOf(cause.getMessage()));
    }
}
