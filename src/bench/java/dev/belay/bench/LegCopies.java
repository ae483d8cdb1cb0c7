package dev.belay.bench;

import dev.belay.journal.JournalDatabase;
import dev.belay.money.LegId;
import dev.belay.money.Symbol;
import dev.belay.protection.ClientIds;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Many legs from one: the journal of a leg that really lived, once for each further symbol, with the symbol and the ids of
 * its orders exchanged. The exchange allows 200 conditional orders on an account, so that thousands of legs cannot come to
 * be in any other way; the journal's own triggers hash the rows.
 */
final class LegCopies {

    private static final int SHARDS = 30;
    private static final ClientIds IDS = new ClientIds("bly1");
    private static final String INSERT = "INSERT INTO \"event_journal\" (\"persistence_id\", \"sequence_number\","
            + " \"deleted\", \"writer\", \"write_timestamp\", \"adapter_manifest\", \"event_ser_id\","
            + " \"event_ser_manifest\", \"event_payload\") VALUES (?, ?, FALSE, 'bench', 0, '', ?, ?, ?)";

    private record Row(String journal, long number, int serializer, String manifest, byte[] payload) {}

    private final JournalDatabase database;
    private final String first;

    /** From the leg of the symbol {@code first} in {@code database}, of which no process runs. */
    LegCopies(JournalDatabase database, String first) {
        this.database = database;
        this.first = first;
    }

    /** {@code text} that speaks of the first leg, as it would speak of that of {@code symbol}. */
    String of(String symbol, String text) {
        return text.replace(prefix(first), prefix(symbol)).replace(first, symbol);
    }

    private static String prefix(String symbol) {
        String id = IDS.workingStop(leg(symbol), 0);
        return id.substring(0, id.length() - 2);
    }

    private static LegId leg(String symbol) {
        return Rig.leg(new Symbol(symbol));
    }

    /** Writes the journals of {@code symbols} and has sharding remember their legs. */
    void write(List<String> symbols) throws SQLException {
        try (Connection connection = database.open();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            connection.setAutoCommit(false);
            List<Row> life = life(connection);
            for (String symbol : symbols) {
                for (Row row : life) {
                    String payload = new String(row.payload(), StandardCharsets.UTF_8);
                    insert(
                            insert,
                            new Row(
                                    of(symbol, row.journal()),
                                    row.number(),
                                    row.serializer(),
                                    row.manifest(),
                                    of(symbol, payload).getBytes(StandardCharsets.UTF_8)));
                }
            }
            remember(connection, insert, symbols);
            connection.commit();
        }
    }

    private List<Row> life(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT \"sequence_number\", \"event_ser_id\", \"event_ser_manifest\", \"event_payload\""
                        + " FROM \"event_journal\" WHERE \"persistence_id\" = ? ORDER BY \"sequence_number\"")) {
            String journal = JournalDatabase.PERSISTENCE_TYPE + "|" + leg(first);
            select.setString(1, journal);
            ResultSet stored = select.executeQuery();
            while (stored.next()) {
                rows.add(
                        new Row(journal, stored.getLong(1), stored.getInt(2), stored.getString(3), stored.getBytes(4)));
            }
        }
        return rows;
    }

    /** As Akka's event-sourced store remembers them: an event with the names of a shard's legs. */
    private static void remember(Connection connection, PreparedStatement insert, List<String> symbols)
            throws SQLException {
        Map<Integer, ByteArrayOutputStream> shards = new TreeMap<>();
        for (String symbol : symbols) {
            String leg = leg(symbol).toString();
            byte[] name = leg.getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream shard =
                    shards.computeIfAbsent(Math.abs(leg.hashCode() % SHARDS), number -> new ByteArrayOutputStream());
            shard.write(0x0a); // protobuf: field 1, text
            shard.write(name.length);
            shard.writeBytes(name);
        }
        for (var shard : shards.entrySet()) {
            String journal = "/sharding/legShard/" + shard.getKey();
            insert(
                    insert,
                    new Row(
                            journal,
                            last(connection, journal) + 1,
                            13,
                            "CE",
                            shard.getValue().toByteArray()));
            String coordinator = "/sharding/legCoordinator";
            byte[] number = String.valueOf(shard.getKey()).getBytes(StandardCharsets.US_ASCII);
            insert(insert, new Row(coordinator, last(connection, coordinator) + 1, 20, "", number));
        }
    }

    private static void insert(PreparedStatement insert, Row row) throws SQLException {
        insert.setString(1, row.journal());
        insert.setLong(2, row.number());
        insert.setInt(3, row.serializer());
        insert.setString(4, row.manifest());
        insert.setBytes(5, row.payload());
        insert.executeUpdate();
    }

    private static long last(Connection connection, String journal) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT MAX(\"sequence_number\") FROM \"event_journal\" WHERE \"persistence_id\" = ?")) {
            select.setString(1, journal);
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
