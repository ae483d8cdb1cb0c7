package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.journal.JournalDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fifty journals are written while the database has trouble (reliability §2.5): nothing is lost, nothing is doubled. */
@Timeout(120)
class DatabaseOutageTest {

    private final JournalCrowd crowd = new JournalCrowd();

    @AfterEach
    void close() throws IOException {
        crowd.close();
    }

    @Test
    void aRestartUnderLoadLosesNothingThatWasConfirmed() {
        crowd.everybodyTries("on the way");
        crowd.server().kill();
        crowd.everybodyTries("while it is down");
        crowd.server().restart();

        crowd.everybodyWrites("after");

        crowd.everyJournalIsWhole();
    }

    @Test
    void aCommitWhoseAnswerIsCutOffIsNotLostNotDoubledAndEndsNobody() {
        crowd.relay().loseAnswers("COMMIT\0", 10);
        crowd.everybodyTries("in doubt");

        await().atMost(Duration.ofSeconds(10)).until(() -> crowd.relay().answersToLose() == 0);
        crowd.everybodyWrites("after");

        crowd.everyJournalIsWhole();
        assertThat(crowd.texts().stream().filter("in doubt"::equals))
                .as("each of them was committed, and is there once")
                .hasSize(JournalCrowd.LEGS);
        assertThat(crowd.desk().ends()).isEmpty();
    }

    @Test
    void whatCommitsAfterNobodyWaitsForItAnyMoreEndsNobody() throws SQLException {
        try (Connection lock = crowd.server().administrate(crowd.databaseName())) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE event_journal IN EXCLUSIVE MODE");
            crowd.everybodyTries("late");
            long locked = System.nanoTime();
            await().atMost(Duration.ofSeconds(12)).until(() -> System.nanoTime() - locked > 6_000_000_000L);
            lock.rollback();
        }

        crowd.everybodyWrites("after");

        crowd.everyJournalIsWhole();
        assertThat(crowd.desk().ends()).isEmpty();
    }

    @Test
    void aSlowDatabaseIsSlowAndNoMore() {
        crowd.relay().delay(20);
        crowd.everybodyTries("slow");
        crowd.everybodyTries("after");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> crowd.texts().stream().filter("after"::equals).count() == JournalCrowd.LEGS);
        crowd.relay().delay(0);
        crowd.everyJournalIsWhole();
        assertThat(crowd.texts().stream().filter("slow"::equals)).hasSize(JournalCrowd.LEGS);
    }

    @Test
    void questionsThatTakeAllTheirConnectionsAndTheServersKeepNoLegFromWriting() {
        JournalDatabase database = crowd.settings().journal();
        List<Connection> taken = new ArrayList<>();
        while (taken.size() < 20) {
            try {
                taken.add(database.open());
            } catch (JournalDatabase.Unavailable full) {
                assertThat(full).hasMessageContaining("belay.database.connections");
                break;
            }
        }
        assertThat(taken).as("the server has no more").hasSizeLessThan(20);

        crowd.everybodyWrites("after");

        taken.forEach(DatabaseOutageTest::close);
        crowd.everyJournalIsWhole();
    }

    @Test
    void aDatabaseThatOnlyReadsIsWaitedFor() {
        String name = crowd.databaseName();
        crowd.server().execute("postgres", "ALTER DATABASE %s SET default_transaction_read_only = on".formatted(name));
        crowd.relay().cut();
        crowd.everybodyTries("refused");
        assertThat(crowd.scribes())
                .allMatch(scribe -> crowd.desk().count(scribe) == 1, "has tried, and knows that it is not written");
        crowd.server().execute("postgres", "ALTER DATABASE %s RESET default_transaction_read_only".formatted(name));
        crowd.relay().cut();

        crowd.everybodyWrites("after");

        crowd.everyJournalIsWhole();
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
