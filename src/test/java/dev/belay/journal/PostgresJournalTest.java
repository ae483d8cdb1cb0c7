package dev.belay.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.position.LegEvent;
import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On PostgreSQL with three roles: the owner of the tables, the node, and one that only looks. */
class PostgresJournalTest extends JournalDatabaseSuite {

    private PostgresDatabase server = PostgresDatabase.fresh();

    @Override
    JournalDatabase fresh() {
        return server.journal();
    }

    @Override
    Connection connect() throws SQLException {
        return server.server().administrate(server.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM event_journal",
                "UPDATE event_journal SET deleted = TRUE",
                "TRUNCATE event_journal CASCADE",
                "DROP TABLE snapshot",
                "ALTER TABLE event_journal DROP CONSTRAINT event_journal_pkey",
                "CREATE TABLE mine (id INTEGER)",
                "DELETE FROM flyway_schema_history"
            })
    void theNodeCanNeitherChangeAnEventNorATable(String sql) throws SQLException {
        try (Connection connection = database().open()) {
            assertThatThrownBy(() -> connection.createStatement().execute(sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    @Test
    void theReaderReadsAndWritesNothing() throws SQLException {
        write(1, "claimed", JournalFormat.write(new LegEvent.Claimed("one", 1)));
        JournalDatabase reader = server.as(PostgresServer.READER);

        assertThat(reader.readOnly().reader().legs()).hasSize(1);

        try (Connection connection = reader.open()) {
            assertThatThrownBy(() -> connection.createStatement().execute("DELETE FROM snapshot"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void saysWhoMustMakeTheTablesWhenTheNodeMayNot() {
        PostgresDatabase empty = PostgresDatabase.empty(PostgresServer.shared());

        assertThatThrownBy(() -> empty.journal().schema().bringUp(Optional.empty()))
                .isInstanceOf(JournalDatabase.Unavailable.class)
                .hasMessageContaining("belay.database.owner")
                .hasMessageContaining("permission denied");
    }

    @Test
    void oneRoleForAllIsEnoughToTryItOut() {
        JournalDatabase owner = PostgresDatabase.empty(PostgresServer.shared()).owned();

        owner.schema().bringUp(Optional.empty());

        assertThat(owner.reader().legs()).isEmpty();
    }

    @Test
    void theScriptOfRolesMakesWhatTheNodeNeeds() throws IOException {
        try (PostgresServer fresh = PostgresServer.start("fsync=off")) {
            for (String role : new String[] {PostgresServer.OWNER, PostgresServer.RUNTIME, PostgresServer.READER}) {
                fresh.execute("postgres", "DROP ROLE " + role);
            }
            fresh.script(Path.of("migrations/postgresql/roles.sql"));
            for (String role : new String[] {PostgresServer.OWNER, PostgresServer.RUNTIME, PostgresServer.READER}) {
                fresh.execute("postgres", "ALTER ROLE %s PASSWORD '%s'".formatted(role, role));
            }
            JournalDatabase node = as(fresh, PostgresServer.RUNTIME);

            node.schema().bringUp(Optional.of(as(fresh, PostgresServer.OWNER)));

            assertThat(node.reader().legs()).isEmpty();
            assertThat(as(fresh, PostgresServer.READER).reader().legs()).isEmpty();
        }
    }

    private static JournalDatabase as(PostgresServer fresh, String role) {
        return new JournalDatabase(fresh.url("belay"), role, role);
    }
}
