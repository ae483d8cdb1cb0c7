package dev.belay.journal;

import akka.persistence.PersistentRepr;
import akka.persistence.jdbc.AkkaSerialization;
import akka.persistence.jdbc.journal.dao.JournalTables.JournalAkkaSerializationRow;
import akka.serialization.Serialization;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import scala.Option;
import scala.Tuple2;
import scala.util.Try;

/**
 * What a journal's recovery reads. Akka asks for the highest number first and then for the events up to it: both are read
 * at once here, from the database and together with those of others that recover.
 */
final class RecoveryReads {

    private static final String COLUMNS = "e.\"sequence_number\", e.\"ordering\", e.\"deleted\", e.\"writer\","
            + " e.\"write_timestamp\", e.\"adapter_manifest\", e.\"event_payload\", e.\"event_ser_id\","
            + " e.\"event_ser_manifest\"";

    private final GroupedReads<JournalAkkaSerializationRow> reads;
    private final Serialization serialization;
    /** Rows whose highest number was told, and whose events are asked for next. */
    private final Map<String, List<JournalAkkaSerializationRow>> read = new ConcurrentHashMap<>();

    RecoveryReads(GroupedReads.Connections connections, Executor blocking, Serialization serialization) {
        this.reads = new GroupedReads<>(connections, blocking, "event_journal", COLUMNS, RecoveryReads::row);
        this.serialization = serialization;
    }

    private static JournalAkkaSerializationRow row(ResultSet row) throws SQLException {
        return new JournalAkkaSerializationRow(
                row.getLong(3),
                row.getBoolean(4),
                row.getString(1),
                row.getLong(2),
                row.getString(5),
                row.getLong(6),
                row.getString(7),
                row.getBytes(8),
                row.getInt(9),
                row.getString(10),
                Option.empty(),
                Option.empty(),
                Option.empty());
    }

    /** The highest number of a journal's rows from {@code from} on; 0 when there are none. */
    CompletionStage<Object> highest(String persistenceId, long from) {
        return reads.rows(persistenceId, from).thenApply(rows -> {
            if (rows.isEmpty()) {
                read.remove(persistenceId);
                return 0L;
            }
            read.put(persistenceId, rows);
            return rows.get(rows.size() - 1).sequenceNumber();
        });
    }

    /**
     * The events {@code from} to {@code through} of a journal whose highest number was just told, once; empty when they were
     * not read with it.
     */
    Optional<List<Try<Tuple2<PersistentRepr, Object>>>> take(String persistenceId, long from, long through) {
        return Optional.ofNullable(read.remove(persistenceId))
                .filter(rows -> rows.get(0).sequenceNumber() <= from)
                .map(rows -> rows.stream()
                        .filter(row -> row.sequenceNumber() >= from && row.sequenceNumber() <= through)
                        .filter(row -> !row.deleted())
                        .map(row -> AkkaSerialization.fromRow(serialization, row))
                        .toList());
    }
}
