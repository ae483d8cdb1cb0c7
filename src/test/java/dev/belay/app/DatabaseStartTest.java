package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node says when it cannot have its PostgreSQL: what is wrong, and what to do (exit code 4). */
class DatabaseStartTest {

    private final PostgresDatabase database = PostgresDatabase.empty(PostgresServer.shared());

    @Test
    void aServerThatIsDown() {
        assertThat(refusal(TestDatabase.of("jdbc:postgresql://127.0.0.1:1/belay")))
                .contains("127.0.0.1:1")
                .contains("Is the server running")
                .contains("belay.database.url");
    }

    @Test
    void aWrongPasswordIsNotShown() {
        var login = new DatabaseLogin(PostgresServer.RUNTIME, "s3cret");

        assertThat(refusal(new Settings.Database(
                        database.journal().url(), login, Optional.empty(), Settings.Connections.SHIPPED)))
                .contains("password authentication failed")
                .contains("belay.database.password")
                .doesNotContain("s3cret");
    }

    @Test
    void aMissingDatabase() {
        assertThat(refusal(TestDatabase.of(PostgresServer.shared().url("nowhere"))))
                .contains("\"nowhere\" does not exist")
                .contains("migrations/postgresql/roles.sql");
    }

    @Test
    void aDatabaseThatOnlyReads() {
        database.execute("ALTER DATABASE %s SET default_transaction_read_only = on".formatted(database.name()));

        assertThat(refusal(TestDatabase.of(database.journal().url())))
                .contains("read-only transaction")
                .contains("point belay.database.url at the primary");
    }

    /** The tables are of this version; the owner is not given, or is and can do nothing. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDatabaseThatOnlyReadsAlthoughItsTablesAreCurrent(boolean ownerGiven) {
        PostgresDatabase current = PostgresDatabase.fresh();
        current.execute("ALTER DATABASE %s SET default_transaction_read_only = on".formatted(current.name()));

        assertThat(refusal(node(current, ownerGiven)))
                .contains("read-only transaction")
                .contains("point belay.database.url at the primary")
                .doesNotContain("cannot be brought");
    }

    @Test
    void aServerThatIsAStandby() {
        try (PostgresServer standby = PostgresServer.start("fsync=off")) {
            PostgresDatabase current = PostgresDatabase.empty(standby);
            current.journal().schema().bringUp(Optional.of(current.owned()));
            standby.restartAsStandby();

            assertThat(refusal(node(current, false)))
                    .contains("read-only transaction")
                    .contains("point belay.database.url at the primary");

            standby.promote();
            Node.migrate(node(current, false));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_journal", "snapshot", "cluster_lease"})
    void aRoleThatMayNotWrite(String table) {
        PostgresDatabase current = PostgresDatabase.fresh();
        current.execute("REVOKE INSERT ON %s FROM %s".formatted(table, PostgresServer.RUNTIME));

        assertThat(refusal(node(current, false)))
                .contains("permission denied for table " + table)
                .contains("migrations/postgresql/afterMigrate.sql");

        Node.migrate(node(current, true)); // the owner gives it what it needs
        Node.migrate(node(current, false));
    }

    @Test
    void anEmbeddedDatabaseThatOnlyReads(@TempDir Path home) {
        Settings.Database writable = TestDatabase.H2.in(home);
        Node.migrate(writable);

        assertThat(refusal(new Settings.Database(writable.url() + ";ACCESS_MODE_DATA=r", "sa", "")))
                .contains("read only")
                .contains("its files");
    }

    private static Settings.Database node(PostgresDatabase database, boolean ownerGiven) {
        Settings.Database settings = TestDatabase.of(database.journal().url());
        return new Settings.Database(
                settings.url(),
                settings.login(),
                ownerGiven ? settings.owner() : Optional.empty(),
                settings.connections());
    }

    private static String refusal(Settings.Database settings) {
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> Node.migrate(settings));
        assertThat(failure.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        return String.valueOf(failure.getMessage());
    }
}
