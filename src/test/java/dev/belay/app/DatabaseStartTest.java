package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.PostgresServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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

    private static String refusal(Settings.Database settings) {
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> Node.migrate(settings));
        assertThat(failure.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        return String.valueOf(failure.getMessage());
    }
}
