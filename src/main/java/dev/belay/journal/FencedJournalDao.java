package dev.belay.journal;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.actor.ExtendedActorSystem;
import akka.actor.Scheduler;
import akka.persistence.PersistentRepr;
import akka.persistence.jdbc.config.JournalConfig;
import akka.persistence.jdbc.journal.dao.DefaultJournalDao;
import akka.persistence.jdbc.journal.dao.JournalTables.JournalAkkaSerializationRow;
import akka.serialization.Serialization;
import akka.stream.Materializer;
import akka.stream.scaladsl.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Set;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * The journal's way to its tables, which looks closer at a number that is taken already (akka-stack §5). Every row tells
 * which process wrote it, so that there are three cases:
 *
 * <ul>
 *   <li>This very process wrote it: an earlier write whose answer was lost, or came too late. The leg starts again from its
 *       journal, and goes on after the row that is there.
 *   <li>Another process wrote it, and this one holds the leg: it is the elder of two, and ends at once. An orderly end would
 *       go on writing the legs that the younger has not come to yet.
 *   <li>Another process wrote it, and this one does not hold the leg, or not any more: its claim came second, or a write of
 *       it came late. It has sent nothing for it, and sends nothing, because the write is refused.
 * </ul>
 *
 * <p>The journals that sharding keeps for itself are never held. While a coordinator or a shard moves from node to node two
 * may well write one of them for a moment; the refused one starts again, and no order depends on it.
 */
public final class FencedJournalDao extends DefaultJournalDao {

    private static final Logger LOG = LoggerFactory.getLogger(FencedJournalDao.class);
    private static final String TAKEN = "23505";
    private static final String WRITER =
            "SELECT \"writer\" FROM \"event_journal\" WHERE \"persistence_id\" = ? AND \"sequence_number\" = ?";

    private final ExecutionContext blocking;
    private final RecoveryReads recoveries;
    private final JournalFence fence;
    private final JournalWrites writes;
    private final String process;

    /** As {@code jdbc-journal.dao} is made. */
    public FencedJournalDao(
            JdbcBackend.DatabaseDef database,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(database, profile, config, serialization, executor, materializer);
        ExtendedActorSystem system = serialization.system();
        this.blocking = system.dispatchers().lookup("akka.actor.default-blocking-io-dispatcher");
        this.recoveries = new RecoveryReads(() -> db().source().createConnection(), blocking::execute, serialization);
        this.fence = fence(system);
        this.writes = JournalWrites.of(system);
        this.process = system.provider().getDefaultAddress() + "#" + UUID.randomUUID() + "/";
    }

    /** The one that the system was made with; another one refuses what it must and ends nothing. */
    static JournalFence fence(ActorSystem system) {
        return Optional.ofNullable(system.settings().setup())
                .flatMap(setup -> setup.get(JournalFence.class))
                .orElseGet(() -> new JournalFence(why -> {}));
    }

    @Override
    public Future<Object> highestSequenceNr(String persistenceId, long from) {
        return FutureConverters.asScala(recoveries.highest(persistenceId, from));
    }

    @Override
    public Source<Try<Tuple2<PersistentRepr, Object>>, NotUsed> messagesWithBatch(
            String persistenceId,
            long from,
            long through,
            int batch,
            Option<Tuple2<FiniteDuration, Scheduler>> refresh) {
        return recoveries
                .take(persistenceId, from, through)
                .map(rows -> akka.stream.javadsl.Source.from(rows).asScala())
                .orElseGet(() -> super.messagesWithBatch(persistenceId, from, through, batch, refresh));
    }

    @Override
    public Future<BoxedUnit> writeJournalRows(Seq<Tuple2<JournalAkkaSerializationRow, Set<String>>> rows) {
        Seq<Tuple2<JournalAkkaSerializationRow, Set<String>>> signed = signed(rows);
        return super.writeJournalRows(signed).transformWith(written -> looked(signed, written), ec());
    }

    /** The same outcome, once it is known what it means. */
    private Future<BoxedUnit> looked(
            Seq<Tuple2<JournalAkkaSerializationRow, Set<String>>> rows, Try<BoxedUnit> written) {
        if (written.isSuccess()) {
            writes.succeeded(System.nanoTime());
            CollectionConverters.asJava(rows)
                    .forEach(row -> fence.written(row._1().persistenceId()));
            return Future.fromTry(written);
        }
        Throwable failure = written.failed().get();
        if (isState(TAKEN, failure)) {
            return Future.unit().map(done -> explain(rows), blocking).transform(explained -> written, ec());
        }
        if (!isState(ChainTrigger.NO_PREDECESSOR, failure)) {
            writes.failed(failure, System.nanoTime());
        }
        return Future.fromTry(written);
    }

    private Seq<Tuple2<JournalAkkaSerializationRow, Set<String>>> signed(
            Seq<Tuple2<JournalAkkaSerializationRow, Set<String>>> rows) {
        return CollectionConverters.asScala(CollectionConverters.asJava(rows).stream()
                        .map(row -> new Tuple2<>(signed(row._1()), row._2()))
                        .toList())
                .toList();
    }

    private JournalAkkaSerializationRow signed(JournalAkkaSerializationRow row) {
        return new JournalAkkaSerializationRow(
                row.ordering(),
                row.deleted(),
                row.persistenceId(),
                row.sequenceNumber(),
                process + row.writer(),
                row.writeTimestamp(),
                row.adapterManifest(),
                row.eventPayload(),
                row.eventSerId(),
                row.eventSerManifest(),
                row.metaPayload(),
                row.metaSerId(),
                row.metaSerManifest());
    }

    private static boolean isState(String state, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && state.equals(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Finds the rows that are there already, and acts on what they tell. */
    private BoxedUnit explain(Seq<Tuple2<JournalAkkaSerializationRow, Set<String>>> rows) {
        try (Connection connection = db().source().createConnection();
                PreparedStatement select = connection.prepareStatement(WRITER)) {
            for (var row : CollectionConverters.asJava(rows)) {
                select.setString(1, row._1().persistenceId());
                select.setLong(2, row._1().sequenceNumber());
                ResultSet stored = select.executeQuery();
                if (stored.next()) {
                    judge(row._1(), stored.getString(1));
                }
            }
        } catch (SQLException e) {
            // The write is refused all the same; the leg starts again and reads who has written.
            LOG.warn("who has written to the journal cannot be read: {}", e.getMessage());
        }
        return BoxedUnit.UNIT;
    }

    private void judge(JournalAkkaSerializationRow refused, String writer) {
        String id = refused.persistenceId();
        long number = refused.sequenceNumber();
        if (writer.startsWith(process)) {
            LOG.info("event {} of {} was written before, by this process; it goes on from there", number, id);
        } else if (fence.holds(id)) {
            String why = "event %d of %s was written by another process, %s".formatted(number, id, writer);
            LOG.error("{}: this one, {}, stops at once. The stops at the exchange stay", why, process);
            fence.superseded(why);
        } else {
            LOG.warn("event {} of {} was written by another process, {}, before this one", number, id, writer);
        }
    }
}
