package dev.belay.ring;

import dev.belay.postgres.PostgresDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Which node claimed which leg last, read from the journal's database past every node. */
final class Claims {

    private static final String NEWEST = """
            SELECT DISTINCT ON (j.persistence_id)
                   substring(j.persistence_id FROM 5),
                   convert_from(j.event_payload, 'UTF8')::json ->> 'node',
                   j.write_timestamp
            FROM event_journal j
            WHERE j.persistence_id LIKE 'leg|%' AND j.event_ser_manifest LIKE 'claimed%'
            ORDER BY j.persistence_id, j.sequence_number DESC
            """;

    /**
     * @param node the address that the claim names, with the incarnation behind a #
     * @param at when it was written, epoch milliseconds
     */
    record Claim(String leg, String node, long at) {

        boolean isBy(Place place) {
            return node.contains("@" + place.address() + "#");
        }
    }

    private final PostgresDatabase database;

    Claims(PostgresDatabase database) {
        this.database = database;
    }

    /** The newest claim of each leg. */
    List<Claim> newest() throws SQLException {
        List<Claim> claims = new ArrayList<>();
        try (Connection connection = database.server().administrate(database.name());
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NEWEST)) {
            while (rows.next()) {
                claims.add(new Claim(rows.getString(1), rows.getString(2), rows.getLong(3)));
            }
        }
        return claims;
    }

    /** When the newest event of any leg was written, epoch milliseconds. */
    long newestEventAt() throws SQLException {
        try (Connection connection = database.server().administrate(database.name());
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT max(write_timestamp) FROM event_journal WHERE persistence_id LIKE 'leg|%'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
