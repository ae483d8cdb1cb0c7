package dev.belay.app;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import dev.belay.journal.JournalDatabase;
import dev.belay.money.LegId;
import dev.belay.position.LegEvent;

/** Writes a leg's journal as its actor does, with what it is told to. */
final class JournalWriter extends EventSourcedBehavior<JournalWriter.Write, LegEvent, Long> {

    /** Answered when the event is committed. */
    record Write(LegEvent event, ActorRef<Done> replyTo) {}

    private JournalWriter(PersistenceId id) {
        super(id);
    }

    static Behavior<Write> create(LegId leg) {
        var id = PersistenceId.of(JournalDatabase.PERSISTENCE_TYPE, leg.toString());
        return Behaviors.setup(context -> new JournalWriter(id));
    }

    @Override
    public Long emptyState() {
        return 0L;
    }

    @Override
    public CommandHandler<Write, LegEvent, Long> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(
                        Write.class,
                        write -> Effect()
                                .persist(write.event())
                                .thenRun((Long count) -> write.replyTo().tell(Done.getInstance())))
                .build();
    }

    @Override
    public EventHandler<Long, LegEvent> eventHandler() {
        return (count, event) -> count + 1;
    }
}
