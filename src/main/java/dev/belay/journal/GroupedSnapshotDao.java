package dev.belay.journal;

import akka.persistence.SnapshotMetadata;
import akka.persistence.jdbc.config.SnapshotConfig;
import akka.persistence.jdbc.snapshot.dao.DefaultSnapshotDao;
import akka.serialization.Serialization;
import akka.stream.Materializer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import scala.Option;
import scala.Tuple2;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/** Reads the newest snapshots of all journals that recover at the same time by one question, see {@link GroupedReads}. */
public final class GroupedSnapshotDao extends DefaultSnapshotDao {

    private static final String COLUMNS = "e.\"sequence_number\", e.\"created\", e.\"snapshot_payload\","
            + " e.\"snapshot_ser_id\", e.\"snapshot_ser_manifest\"";

    private record Snapshot(SnapshotMetadata metadata, Try<Object> state) {}

    private final GroupedReads<Snapshot> reads;
    private final Serialization serialization;

    /** As {@code jdbc-snapshot-store.dao} is made. */
    public GroupedSnapshotDao(
            JdbcBackend.DatabaseDef database,
            JdbcProfile profile,
            SnapshotConfig config,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(database, profile, config, serialization, executor, materializer);
        ExecutionContext blocking =
                serialization.system().dispatchers().lookup("akka.actor.default-blocking-io-dispatcher");
        this.serialization = serialization;
        this.reads = new GroupedReads<>(
                () -> database.source().createConnection(), blocking::execute, "snapshot", COLUMNS, this::row);
    }

    private Snapshot row(ResultSet row) throws SQLException {
        return new Snapshot(
                new SnapshotMetadata(row.getString(1), row.getLong(2), row.getLong(3)),
                serialization.deserialize(row.getBytes(4), row.getInt(5), row.getString(6)));
    }

    @Override
    public Future<Option<Tuple2<SnapshotMetadata, Object>>> latestSnapshot(String persistenceId) {
        return FutureConverters.asScala(reads.rows(persistenceId, 0).thenApply(GroupedSnapshotDao::newest));
    }

    /** Fails when the newest cannot be read; then all events are replayed. */
    private static Option<Tuple2<SnapshotMetadata, Object>> newest(List<Snapshot> snapshots) {
        if (snapshots.isEmpty()) {
            return Option.empty();
        }
        Snapshot newest = snapshots.get(snapshots.size() - 1);
        return Option.apply(new Tuple2<>(newest.metadata(), newest.state().get()));
    }
}
