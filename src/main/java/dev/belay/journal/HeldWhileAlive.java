package dev.belay.journal;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.BehaviorInterceptor;
import akka.actor.typed.BehaviorInterceptor.ReceiveTarget;
import akka.actor.typed.BehaviorInterceptor.SignalTarget;
import akka.actor.typed.PostStop;
import akka.actor.typed.Signal;
import akka.actor.typed.TypedActorContext;
import akka.actor.typed.javadsl.Behaviors;

/**
 * Tells the {@link JournalFence} that a leg has ended here. That is before another node may have it: a leg is handed over
 * when its actor has ended, and what was written late then is no sign of a second process.
 */
public final class HeldWhileAlive<T> extends BehaviorInterceptor<T, T> {

    private final JournalFence fence;
    private final String persistenceId;

    private HeldWhileAlive(Class<T> messages, JournalFence fence, String persistenceId) {
        super(messages);
        this.fence = fence;
        this.persistenceId = persistenceId;
    }

    /** {@code leg} as it is, which writes the journal {@code persistenceId}. */
    public static <T> Behavior<T> of(ActorSystem<?> system, Class<T> messages, String persistenceId, Behavior<T> leg) {
        JournalFence fence = FencedJournalDao.fence(system.classicSystem());
        return Behaviors.intercept(() -> new HeldWhileAlive<>(messages, fence, persistenceId), leg);
    }

    @Override
    public Behavior<T> aroundReceive(TypedActorContext<T> context, T message, ReceiveTarget<T> target) {
        return target.apply(context, message);
    }

    @Override
    public Behavior<T> aroundSignal(TypedActorContext<T> context, Signal signal, SignalTarget<T> target) {
        if (signal instanceof PostStop) {
            fence.left(persistenceId);
        }
        return target.apply(context, signal);
    }
}
