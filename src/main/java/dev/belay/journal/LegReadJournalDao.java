package dev.belay.journal;

import akka.NotUsed;
import akka.actor.ActorRef;
import akka.persistence.PersistentRepr;
import akka.persistence.jdbc.config.ReadJournalConfig;
import akka.persistence.jdbc.query.dao.DefaultReadJournalDao;
import akka.serialization.Serialization;
import akka.stream.Materializer;
import akka.stream.scaladsl.Source;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import scala.Tuple3;
import scala.collection.immutable.Set;
import scala.collection.immutable.Set$;
import scala.concurrent.ExecutionContext;
import scala.util.Success;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * Reads the events of a slice of the legs for the tables, in the order in which they were written. To Akka the slice is a
 * tag, but no event is tagged: writing tags costs a leg up to half of its writes, and a row's slice follows from its key.
 *
 * <p>An event that cannot be read is left out, for one damaged row would stop the tables of all legs for ever; the reader
 * sees that a number is missing. Recovery does not go this way: a leg whose journal cannot be read guards nothing until
 * it is rebuilt.
 */
public final class LegReadJournalDao extends DefaultReadJournalDao {

    private static final String BLOCKING = "akka.actor.default-blocking-io-dispatcher";

    /** A slice has no event behind {@code from} up to {@code through}; that stays true, for rows are only appended. */
    private record Nothing(long from, long through) {}

    private final Map<String, Nothing> empty = new ConcurrentHashMap<>();
    private final Executor blocking;

    public LegReadJournalDao(
            JdbcBackend.DatabaseDef database,
            JdbcProfile profile,
            ReadJournalConfig config,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(database, profile, config, serialization, executor, materializer);
        blocking = materializer.system().dispatchers().lookup(BLOCKING);
    }

    @Override
    public Source<Try<Tuple3<PersistentRepr, Set<String>, Object>>, NotUsed> eventsByTag(
            String slice, long offset, long maxOffset, long most) {
        return akka.stream.javadsl.Source.completionStage(
                        CompletableFuture.supplyAsync(() -> read(slice, offset, maxOffset, most), blocking))
                .mapConcat(rows -> rows)
                .asScala();
    }

    private List<Try<Tuple3<PersistentRepr, Set<String>, Object>>> read(
            String slice, long offset, long maxOffset, long most) {
        Nothing known = empty.get(slice);
        long from = known != null && known.from() == offset ? known.through() : offset;
        if (from >= maxOffset) {
            return List.of();
        }
        try (Connection connection = db().source().createConnection();
                PreparedStatement select = connection.prepareStatement(sql(connection))) {
            select.setLong(1, from);
            select.setLong(2, maxOffset);
            select.setString(3, slice);
            select.setLong(4, most);
            ResultSet rows = select.executeQuery();
            List<Try<Tuple3<PersistentRepr, Set<String>, Object>>> events = new ArrayList<>();
            boolean any = false;
            while (rows.next()) {
                any = true;
                event(rows, events);
            }
            if (!any) {
                empty.put(slice, new Nothing(offset, maxOffset));
            }
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException("the journal cannot be read: " + e.getMessage(), e);
        }
    }

    private static String sql(Connection connection) throws SQLException {
        return "SELECT \"ordering\", \"persistence_id\", \"sequence_number\", \"writer\", \"write_timestamp\","
                + " \"event_ser_manifest\", \"event_payload\" FROM \"event_journal\""
                + " WHERE \"ordering\" > ? AND \"ordering\" <= ? AND \"persistence_id\" LIKE 'leg|%' AND "
                + Dialect.of(connection.getMetaData().getURL()).sliceOf("\"persistence_id\"")
                + " = ? ORDER BY \"ordering\" LIMIT ?";
    }

    private static void event(ResultSet row, List<Try<Tuple3<PersistentRepr, Set<String>, Object>>> events)
            throws SQLException {
        String manifest = row.getString(6);
        try {
            PersistentRepr event = PersistentRepr.apply(
                            JournalFormat.read(manifest, row.getBytes(7)),
                            row.getLong(3),
                            row.getString(2),
                            "",
                            false,
                            ActorRef.noSender(),
                            row.getString(4))
                    .withTimestamp(row.getLong(5));
            events.add(Success.apply(Tuple3.apply(event, Set$.MODULE$.<String>empty(), row.getLong(1))));
        } catch (UnreadableJournal e) {
            // its number is missed by who counts the leg's events
        }
    }
}
