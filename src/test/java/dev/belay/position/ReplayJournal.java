package dev.belay.position;

import akka.actor.typed.ActorSystem;
import akka.japi.Pair;
import akka.persistence.testkit.JournalOperation;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.ProcessingPolicy;
import akka.persistence.testkit.ProcessingResult;
import akka.persistence.testkit.ProcessingSuccess;
import akka.persistence.testkit.SnapshotMeta;
import akka.persistence.testkit.WriteEvents;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import akka.persistence.testkit.javadsl.SnapshotTestKit;
import akka.persistence.typed.PersistenceId;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A journal in memory that shows each write before it is acknowledged. */
final class ReplayJournal implements ProcessingPolicy<JournalOperation> {

    /** One thread for all actors: who waits for whom is soon told, and nothing is gained by more. */
    static final Config CONFIG = ConfigFactory.parseString("""
                    akka.persistence.testkit.events.serialize = off
                    akka.persistence.testkit.snapshots.serialize = off
                    akka.loglevel = ERROR
                    akka.actor.default-dispatcher.executor = thread-pool-executor
                    akka.actor.default-dispatcher.thread-pool-executor.fixed-pool-size = 1
                    """)
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config())
            .withFallback(ConfigFactory.load());

    private final PersistenceTestKit events;
    private final SnapshotTestKit snapshots;
    private final Map<String, Consumer<List<LegEvent>>> watchers = new ConcurrentHashMap<>();
    private int lives;

    ReplayJournal(ActorSystem<?> system) {
        events = PersistenceTestKit.create(system).withPolicy(this);
        snapshots = SnapshotTestKit.create(system);
    }

    /** Begins the journal of a life in which {@code born} is what came before; tells {@code watcher} every write. */
    PersistenceId remember(Leg born, Consumer<List<LegEvent>> watcher) {
        PersistenceId id = PersistenceId.ofUniqueId(born.id() + "#" + lives++);
        watchers.put(id.id(), watcher);
        if (born.sequence() > 0) {
            snapshots.persistForRecovery(
                    id.id(), List.of(Pair.create(SnapshotMeta.create(born.sequence()), (Object) born)));
        }
        return id;
    }

    /** Forgets everything; no life may be under way. */
    void clear() {
        watchers.clear();
        events.clearAll();
        snapshots.clearAll();
    }

    @Override
    public ProcessingResult tryProcess(String persistenceId, JournalOperation operation) {
        if (operation instanceof WriteEvents write) {
            watchers.get(persistenceId)
                    .accept(write.getBatch().stream().map(LegEvent.class::cast).toList());
        }
        return ProcessingSuccess.getInstance();
    }
}
