package dev.belay.app;

import akka.Done;
import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.belay.journal.Dialect;
import dev.belay.journal.HeldWhileAlive;
import dev.belay.journal.JournalFence;
import dev.belay.journal.JournalWrites;
import dev.belay.position.LegEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Writes what it is told to a leg's journal, and starts again from it after a failure, as a leg does. */
final class Scribe extends EventSourcedBehavior<Scribe.Command, LegEvent, Integer> {

    sealed interface Command {}

    /** Answered when it is committed; not at all when it is not. */
    record Write(String text, ActorRef<Done> replyTo) implements Command {}

    /** Answered with the number of events. */
    record Count(ActorRef<Integer> replyTo) implements Command {}

    /** A process that writes journals, with what its fence would have ended it for, and whether its writes succeed. */
    record Desk(ActorTestKit kit, List<String> ends, JournalWrites writes) implements AutoCloseable {

        static Desk open(Settings.Database database, String... overrides) {
            Settings settings =
                    TestSettings.on(database, TestSettings.paper(Path.of("."), TestSettings.generated(1, "BTCUSDT")));
            List<String> ends = new CopyOnWriteArrayList<>();
            Config config = ConfigFactory.parseString(String.join("\n", overrides))
                    .withFallback(ConfigFactory.parseString("akka.actor.provider = local"))
                    .withFallback(NodeConfig.of(settings));
            var writes = new JournalWrites(Dialect.of(database.url()));
            var setup = ActorSystemSetup.create(BootstrapSetup.create(config), new JournalFence(ends::add), writes);
            return new Desk(
                    ActorTestKit.create(ActorSystem.create(Behaviors.<Void>empty(), "desk", setup)), ends, writes);
        }

        /** One that holds its journal while it is alive. */
        ActorRef<Command> scribe(String persistenceId) {
            return kit.spawn(HeldWhileAlive.of(kit.system(), Command.class, persistenceId, create(persistenceId)));
        }

        /** How many events it knows; after all that it was told before. */
        int count(ActorRef<Command> scribe) {
            var probe = kit.createTestProbe(Integer.class);
            scribe.tell(new Count(probe.getRef()));
            return probe.receiveMessage(Duration.ofSeconds(20));
        }

        void write(ActorRef<Command> scribe, String text) {
            var probe = kit.createTestProbe(Done.class);
            scribe.tell(new Write(text, probe.getRef()));
            probe.receiveMessage(Duration.ofSeconds(20));
        }

        /** Each of them writes, and is told again until it is confirmed. */
        void writeAll(List<ActorRef<Command>> scribes, String text) {
            CompletableFuture.allOf(scribes.stream()
                            .map(scribe -> confirmed(scribe, text).toCompletableFuture())
                            .toArray(CompletableFuture<?>[]::new))
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        }

        private CompletionStage<Done> confirmed(ActorRef<Command> scribe, String text) {
            return AskPattern.<Command, Done>ask(
                            scribe,
                            replyTo -> new Write(text, replyTo),
                            Duration.ofMillis(700),
                            kit.system().scheduler())
                    .exceptionallyCompose(unanswered -> confirmed(scribe, text));
        }

        void tryToWrite(ActorRef<Command> scribe, String text) {
            tryToWrite(scribe, text, kit.system().ignoreRef());
        }

        /** {@code ear} is told when it is committed. */
        void tryToWrite(ActorRef<Command> scribe, String text, ActorRef<Done> ear) {
            scribe.tell(new Write(text, ear));
        }

        /** One that does {@code heard} whenever it is told that something is committed. */
        ActorRef<Done> ear(Runnable heard) {
            return kit.spawn(Behaviors.receiveMessage(done -> {
                heard.run();
                return Behaviors.same();
            }));
        }

        @Override
        public void close() {
            kit.shutdownTestKit();
            kit.system().terminate();
            kit.system().getWhenTerminated().toCompletableFuture().join();
        }
    }

    private Scribe(String persistenceId) {
        super(
                PersistenceId.ofUniqueId(persistenceId),
                SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(1), 0.2));
    }

    static Behavior<Command> create(String persistenceId) {
        return new Scribe(persistenceId);
    }

    @Override
    public Integer emptyState() {
        return 0;
    }

    @Override
    public CommandHandler<Command, LegEvent, Integer> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(
                        Write.class,
                        write -> Effect()
                                .persist(new LegEvent.AlarmRaised("note", write.text(), 1))
                                .thenRun(state -> write.replyTo().tell(Done.getInstance())))
                .onCommand(Count.class, (state, count) -> {
                    count.replyTo().tell(state);
                    return Effect().none();
                })
                .build();
    }

    @Override
    public EventHandler<Integer, LegEvent> eventHandler() {
        return (count, event) -> count + 1;
    }
}
