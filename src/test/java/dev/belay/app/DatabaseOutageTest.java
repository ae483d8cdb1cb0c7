package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorRef;
import dev.belay.journal.JournalDatabase;
import dev.belay.journal.JournalReader;
import dev.belay.money.LegId;
import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.PostgresServer;
import dev.belay.postgres.TcpRelay;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fifty journals are written while the database has trouble (reliability §2.5): nothing is lost, nothing is doubled. */
@Timeout(120)
class DatabaseOutageTest {

    private static final int LEGS = 50;

    private PostgresServer server;
    private TcpRelay relay;
    private Settings.Database settings;
    private Scribe.Desk desk;
    private List<ActorRef<Scribe.Command>> scribes;

    @BeforeEach
    void open() {
        server = PostgresServer.start("max_connections=20");
        PostgresDatabase database = PostgresDatabase.empty(server);
        database.journal().schema().bringUp(Optional.of(database.owned()));
        relay = new TcpRelay(server.port());
        settings =
                TestDatabase.of(database.journal().url().replace(":" + server.port() + "/", ":" + relay.port() + "/"));
        desk = Scribe.Desk.open(settings);
        scribes = IntStream.range(0, LEGS)
                .mapToObj(number -> desk.scribe("leg|" + leg(number)))
                .toList();
        everybodyWrites("before");
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        relay.close();
        server.close();
    }

    private static LegId leg(int number) {
        return LegId.parse("main:S%dUSDT:BOTH".formatted(number));
    }

    private void everybodyTries(String text) {
        scribes.forEach(scribe -> desk.tryToWrite(scribe, text));
    }

    /** And is answered that it is committed. */
    private void everybodyWrites(String text) {
        desk.writeAll(scribes, text);
    }

    @Test
    void eightSecondsAwayAreOverSoonAfterItIsBack() {
        server.kill();
        long down = System.nanoTime();
        await().pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(12))
                .until(() -> {
                    everybodyTries("while it is away");
                    return System.nanoTime() - down > 8_000_000_000L;
                });
        server.restart();
        long back = System.nanoTime();

        everybodyWrites("after");

        long millis = (System.nanoTime() - back) / 1_000_000;
        System.out.printf("all %d journals are written again %d ms after the database is back%n", LEGS, millis);
        everyJournalIsWhole();
    }

    @Test
    void aRestartUnderLoadLosesNothingThatWasConfirmed() {
        everybodyTries("on the way");
        server.kill();
        everybodyTries("while it is down");
        server.restart();

        everybodyWrites("after");

        everyJournalIsWhole();
    }

    @Test
    void aCommitWhoseAnswerIsCutOffIsNotLostNotDoubledAndEndsNobody() {
        relay.loseAnswers("COMMIT\0", 10);
        everybodyTries("in doubt");

        await().atMost(Duration.ofSeconds(10)).until(() -> relay.answersToLose() == 0);
        everybodyWrites("after");

        everyJournalIsWhole();
        assertThat(texts().stream().filter("in doubt"::equals))
                .as("each of them was committed, and is there once")
                .hasSize(LEGS);
        assertThat(desk.ends()).isEmpty();
    }

    @Test
    void whatCommitsAfterNobodyWaitsForItAnyMoreEndsNobody() throws SQLException {
        try (Connection lock = server.administrate(settings.url().replaceAll(".*/", ""))) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE event_journal IN EXCLUSIVE MODE");
            everybodyTries("late");
            long locked = System.nanoTime();
            await().atMost(Duration.ofSeconds(12)).until(() -> System.nanoTime() - locked > 6_000_000_000L);
            lock.rollback();
        }

        everybodyWrites("after");

        everyJournalIsWhole();
        assertThat(desk.ends()).isEmpty();
    }

    @Test
    void aSlowDatabaseIsSlowAndNoMore() {
        relay.delay(20);
        everybodyTries("slow");
        everybodyTries("after");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> texts().stream().filter("after"::equals).count() == LEGS);
        relay.delay(0);
        everyJournalIsWhole();
        assertThat(texts().stream().filter("slow"::equals)).hasSize(LEGS);
    }

    @Test
    void questionsThatTakeAllTheirConnectionsAndTheServersKeepNoLegFromWriting() {
        JournalDatabase database = settings.journal();
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

        everybodyWrites("after");

        taken.forEach(DatabaseOutageTest::close);
        everyJournalIsWhole();
    }

    @Test
    void aDatabaseThatOnlyReadsIsWaitedFor() {
        String name = settings.url().replaceAll(".*/", "");
        server.execute("postgres", "ALTER DATABASE %s SET default_transaction_read_only = on".formatted(name));
        relay.cut();
        everybodyTries("refused");
        assertThat(scribes).allMatch(scribe -> desk.count(scribe) == 1, "has tried, and knows that it is not written");
        server.execute("postgres", "ALTER DATABASE %s RESET default_transaction_read_only".formatted(name));
        relay.cut();

        everybodyWrites("after");

        everyJournalIsWhole();
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every one has all its numbers once, and begins and ends with what was confirmed to it. */
    private void everyJournalIsWhole() {
        JournalReader reader = settings.journal().reader();
        for (int number = 0; number < LEGS; number++) {
            List<JournalReader.Stored> events = reader.stored(leg(number), 1, Long.MAX_VALUE);
            assertThat(events)
                    .extracting(JournalReader.Stored::sequence)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size())
                            .mapToObj(Long::valueOf)
                            .toList());
            assertThat(events.get(0).json()).contains("\"before\"");
            assertThat(events.get(events.size() - 1).json()).contains("\"after\"");
            assertThat(desk.count(scribes.get(number))).isEqualTo(events.size());
        }
    }

    private List<String> texts() {
        JournalReader reader = settings.journal().reader();
        return IntStream.range(0, LEGS)
                .mapToObj(number -> reader.stored(leg(number), 1, Long.MAX_VALUE))
                .flatMap(List::stream)
                .map(row -> row.json().replaceAll(".*\"text\":\"([^\"]*)\".*", "$1"))
                .toList();
    }
}
