package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorRef;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.belay.journal.JournalReader;
import dev.belay.journal.JournalWrites;
import dev.belay.money.LegId;
import dev.belay.postgres.PostgresDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The database's disk is full for a while: the process says so once, and writes when there is room, without a restart. */
@Timeout(120)
class DiskFullTest {

    private static final int LEGS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Logger logger = (Logger) LoggerFactory.getLogger(JournalWrites.class);
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        logger.addAppender(said);
        said.start();
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(said);
    }

    /** As PostgreSQL says it; a test of any user cannot fill a disk. */
    @Test
    void ofThePostgresServer() {
        PostgresDatabase database = PostgresDatabase.fresh();
        database.execute("""
                CREATE FUNCTION full_disk() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device' USING ERRCODE = '53100';
                END $$""");
        database.execute("CREATE TRIGGER full_disk BEFORE INSERT ON event_journal"
                + " FOR EACH ROW EXECUTE FUNCTION full_disk()");
        database.execute("ALTER TABLE event_journal DISABLE TRIGGER full_disk");

        livesThrough(
                TestDatabase.of(database.journal().url()),
                () -> database.execute("ALTER TABLE event_journal ENABLE TRIGGER full_disk"),
                () -> database.execute("ALTER TABLE event_journal DISABLE TRIGGER full_disk"));
    }

    @Test
    void ofTheEmbeddedDatabase(@TempDir Path home) {
        FullDisk.register();
        Settings.Database plain = TestDatabase.H2.in(home);
        var settings = new Settings.Database(plain.url().replace("jdbc:h2:file:", "jdbc:h2:disk:"), "sa", "");
        Node.migrate(settings);

        livesThrough(settings, () -> FullDisk.fill(true), () -> FullDisk.fill(false));
    }

    private void livesThrough(Settings.Database settings, Runnable fill, Runnable makeRoom) {
        try (Scribe.Desk desk = Scribe.Desk.open(settings)) {
            List<ActorRef<Scribe.Command>> scribes = IntStream.range(0, LEGS)
                    .mapToObj(number -> desk.scribe("leg|" + leg(number)))
                    .toList();
            desk.writeAll(scribes, "before");
            assertThat(desk.writes().trouble(System.nanoTime())).isEmpty();

            fill.run();
            scribes.forEach(scribe -> desk.tryToWrite(scribe, "refused"));
            await().atMost(PATIENCE)
                    .until(() -> desk.writes().trouble(System.nanoTime()).isPresent());
            assertThat(desk.writes().trouble(System.nanoTime()).orElseThrow())
                    .contains("the journal cannot be written", "No space left on device", "make room there");
            long full = System.nanoTime();
            await().pollInterval(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> {
                scribes.forEach(scribe -> desk.tryToWrite(scribe, "refused"));
                return System.nanoTime() - full > 3_000_000_000L;
            });
            assertThat(desk.writes().trouble(System.nanoTime())).isPresent();
            makeRoom.run();
            desk.writeAll(scribes, "after");

            assertThat(desk.writes().trouble(System.nanoTime())).isEmpty();
            assertThat(desk.ends()).isEmpty();
            assertThat(said.list)
                    .extracting(ILoggingEvent::getLevel)
                    .as("one alarm, and one word when it is over: %s", said.list)
                    .containsExactly(Level.ERROR, Level.INFO);
        }
        JournalReader reader = settings.journal().reader();
        IntStream.range(0, LEGS)
                .mapToObj(number -> reader.stored(leg(number), 1, Long.MAX_VALUE))
                .forEach(events -> {
                    assertThat(events)
                            .extracting(JournalReader.Stored::sequence)
                            .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size())
                                    .boxed()
                                    .toList());
                    assertThat(events.get(events.size() - 1).json()).contains("\"after\"");
                });
    }

    private static LegId leg(int number) {
        return LegId.parse("main:S%dUSDT:BOTH".formatted(number));
    }
}
