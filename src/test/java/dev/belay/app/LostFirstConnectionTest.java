package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.journal.ConnectionPool;
import dev.belay.journal.JournalDatabase;
import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.TcpRelay;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A pool asks its first connection what the usual isolation is. When that connection breaks just then, as under load, it
 * never learns it, and must not need it: every later connection would be refused for ever.
 */
@Timeout(60)
class LostFirstConnectionTest {

    private static final String QUESTION = "transaction_isolation";

    private TcpRelay relay;
    private Settings.Database settings;

    @BeforeEach
    void open() {
        PostgresDatabase database = PostgresDatabase.fresh();
        relay = new TcpRelay(database.server().port());
        settings = TestDatabase.of(
                database.journal().url().replace(":" + database.server().port() + "/", ":" + relay.port() + "/"));
        relay.loseAnswers(QUESTION, 1);
    }

    @AfterEach
    void close() throws Exception {
        relay.close();
    }

    @Test
    void theJournalIsWrittenAllTheSame() {
        try (Scribe.Desk desk = Scribe.Desk.open(settings)) {
            var scribe = desk.scribe("leg|main:BTCUSDT:BOTH");

            desk.writeAll(List.of(scribe), "one");

            assertThat(desk.count(scribe)).isPositive();
        }
        assertThat(relay.answersToLose()).as("the question was asked").isZero();
    }

    @Test
    void theJournalIsReadAllTheSame() {
        try (ConnectionPool pool = settings.journal().pool(1)) {
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptionsInstanceOf(JournalDatabase.Unavailable.class)
                    .until(() -> pool.open().isValid(1));
        }
        assertThat(relay.answersToLose()).as("the question was asked").isZero();
    }
}
