package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorRef;
import dev.belay.money.LegId;
import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.TcpRelay;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node stands still between a write and its commit: the server holds the row for it, and for nobody else. */
@Timeout(90)
class FrozenWriterTest {

    private static final String LEG = "leg|main:BTCUSDT:BOTH";

    private PostgresDatabase database;
    private TcpRelay relay;
    private Scribe.Desk frozen;
    private Scribe.Desk younger;

    @BeforeEach
    void open() {
        database = PostgresDatabase.fresh();
        String url = database.journal().url();
        relay = new TcpRelay(database.server().port());
        frozen = Scribe.Desk.open(
                TestDatabase.of(url.replace(":" + database.server().port() + "/", ":" + relay.port() + "/")));
        younger = Scribe.Desk.open(TestDatabase.of(url));
    }

    @AfterEach
    void close() throws IOException {
        relay.hold(false);
        frozen.close();
        younger.close();
        relay.close();
    }

    @Test
    void itsLegIsTakenOverAllTheSame() throws SQLException {
        ActorRef<Scribe.Command> stale = frozen.scribe(LEG);
        frozen.write(stale, "mine");
        freezeBetweenWriteAndCommit(stale);

        younger.writeAll(List.of(younger.scribe(LEG)), "claim");

        assertThat(database.journal().reader().stored(LegId.parse("main:BTCUSDT:BOTH"), 2, 2))
                .singleElement()
                .satisfies(event -> assertThat(event.json()).contains("claim"));
        assertThat(younger.ends()).isEmpty();
    }

    private void freezeBetweenWriteAndCommit(ActorRef<Scribe.Command> stale) throws SQLException {
        try (Connection lock = database.server().administrate(database.name())) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE event_journal IN EXCLUSIVE MODE");
            frozen.tryToWrite(stale, "begun");
            await().atMost(Duration.ofSeconds(3)).until(() -> writersThatWait(lock) == 1);
            relay.hold(true);
            lock.rollback();
        }
    }

    private static int writersThatWait(Connection connection) throws SQLException {
        try (ResultSet rows = connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted AND database ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
