package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.actor.typed.ActorRef;
import dev.belay.journal.JournalFormat;
import dev.belay.position.LegEvent;
import dev.belay.postgres.PostgresDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes on one journal, as two actor systems (akka-stack §5). */
@Timeout(60)
class JournalFenceTest {

    private static final String LEG = "leg|main:BTCUSDT:BOTH";

    private PostgresDatabase database;
    private Scribe.Desk elder;
    private Scribe.Desk younger;

    @BeforeEach
    void open() {
        database = PostgresDatabase.fresh();
        elder = Scribe.Desk.open(TestDatabase.of(database.journal().url()));
        younger = Scribe.Desk.open(TestDatabase.of(database.journal().url()));
    }

    @AfterEach
    void close() {
        elder.close();
        younger.close();
    }

    @Test
    void theElderEndsAtItsFirstWriteAfterTheYoungersClaim() {
        ActorRef<Scribe.Command> stale = elder.scribe(LEG);
        elder.write(stale, "mine");
        ActorRef<Scribe.Command> owner = younger.scribe(LEG);
        younger.write(owner, "claim");

        elder.tryToWrite(stale, "late");

        await().atMost(Duration.ofSeconds(10)).until(() -> !elder.ends().isEmpty());
        assertThat(elder.ends().get(0)).contains("event 2 of " + LEG).contains(writer(LEG, 2));
        assertThat(stored(LEG)).containsExactly("mine", "claim");
        younger.write(owner, "goes on");
        assertThat(younger.ends()).isEmpty();
    }

    /** Or a write of a dead predecessor, which the server finishes late, would stop its rightful successor. */
    @Test
    void aClaimThatComesSecondIsRefusedAndEndsNobody() {
        ActorRef<Scribe.Command> second = elder.scribe(LEG);
        assertThat(elder.count(second)).isZero();
        younger.write(younger.scribe(LEG), "first");

        elder.tryToWrite(second, "second");

        await().atMost(Duration.ofSeconds(10)).until(() -> elder.count(second) == 1);
        assertThat(stored(LEG)).containsExactly("first");
        assertThat(elder.ends()).isEmpty();
    }

    @Test
    void aRowOfItsOwnThatItDidNotKnowOfEndsNobodyAndIsNotLost() throws SQLException {
        ActorRef<Scribe.Command> scribe = elder.scribe(LEG);
        elder.write(scribe, "one");
        String own = writer(LEG, 1);
        insert(LEG, 2, own.substring(0, own.indexOf('/', own.indexOf('#'))) + "/an-earlier-life", "in doubt");

        elder.tryToWrite(scribe, "refused");

        await().atMost(Duration.ofSeconds(10)).until(() -> elder.count(scribe) == 2);
        elder.write(scribe, "three");
        assertThat(stored(LEG)).containsExactly("one", "in doubt", "three");
        assertThat(elder.ends()).isEmpty();
    }

    @Test
    void whatALegWritesLateAfterItHasLeftEndsNobody() throws SQLException {
        ActorRef<Scribe.Command> scribe = elder.scribe(LEG);
        elder.write(scribe, "one");
        ActorRef<Scribe.Command> late = elder.kit().spawn(Scribe.create(LEG));
        assertThat(elder.count(late)).isEqualTo(1);
        elder.kit().stop(scribe);
        insert(LEG, 2, "another process", "claim");

        elder.tryToWrite(late, "late");

        await().atMost(Duration.ofSeconds(10)).until(() -> elder.count(late) == 2);
        assertThat(elder.ends()).isEmpty();
    }

    /** While a coordinator or a shard moves, its two places may meet in its journal for a moment. */
    @ParameterizedTest
    @ValueSource(strings = {"/sharding/legCoordinator", "/sharding/legShard/7"})
    void theJournalsOfShardingAreRefusedButEndNobody(String sharding) {
        ActorRef<Scribe.Command> stale = elder.scribe(sharding);
        elder.write(stale, "mine");
        younger.write(younger.scribe(sharding), "moved");

        elder.tryToWrite(stale, "late");

        await().atMost(Duration.ofSeconds(10)).until(() -> elder.count(stale) == 2);
        assertThat(stored(sharding)).containsExactly("mine", "moved");
        assertThat(elder.ends()).isEmpty();
    }

    /** With larger batches the stale leg's transaction would take them down with it. */
    @Test
    void aStaleLegTakesNoOtherDownWithIt() throws SQLException {
        List<ActorRef<Scribe.Command>> innocent = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            innocent.add(elder.scribe("leg|main:LEG" + number + ":BOTH"));
        }
        ActorRef<Scribe.Command> stale = elder.scribe(LEG);
        innocent.forEach(elder::count);
        elder.write(stale, "mine");
        insert(LEG, 2, "another process", "claim");
        var probe = elder.kit().createTestProbe(Done.class);

        try (Connection lock = database.server().administrate(database.name())) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE event_journal IN EXCLUSIVE MODE");
            innocent.subList(0, 20).forEach(scribe -> scribe.tell(new Scribe.Write("a", probe.getRef())));
            await().atMost(Duration.ofSeconds(3)).until(() -> waiting(lock) == 8);
            elder.tryToWrite(stale, "late");
            innocent.subList(20, 40).forEach(scribe -> scribe.tell(new Scribe.Write("b", probe.getRef())));
            lock.rollback();
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> elder.ends().size() == 1);
        assertThat(probe.receiveSeveralMessages(40, Duration.ofSeconds(10))).hasSize(40);
        for (ActorRef<Scribe.Command> scribe : innocent) {
            assertThat(elder.count(scribe)).isEqualTo(1);
        }
    }

    private static int waiting(Connection connection) throws SQLException {
        try (ResultSet rows = connection
                .createStatement()
                .executeQuery(
                        "SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND relation = 'event_journal'::regclass")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private List<String> stored(String persistenceId) {
        return column(
                "SELECT convert_from(event_payload, 'UTF8')::json ->> 'text' FROM event_journal"
                        + " WHERE persistence_id = ? ORDER BY sequence_number",
                persistenceId);
    }

    private String writer(String persistenceId, int number) {
        return column(
                        "SELECT writer FROM event_journal WHERE persistence_id = ? AND sequence_number = " + number,
                        persistenceId)
                .get(0);
    }

    private List<String> column(String sql, String persistenceId) {
        try (Connection connection = database.journal().open();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, persistenceId);
            List<String> found = new ArrayList<>();
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void insert(String persistenceId, long number, String writer, String text) throws SQLException {
        String sql = "INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,"
                + " adapter_manifest, event_payload, event_ser_id, event_ser_manifest)"
                + " VALUES (?, ?, ?, 1, '', ?, 70315, 'alarm-raised')";
        try (Connection connection = database.journal().open();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, persistenceId);
            insert.setLong(2, number);
            insert.setString(3, writer);
            insert.setBytes(4, JournalFormat.write(new LegEvent.AlarmRaised("note", text, 1)));
            insert.executeUpdate();
        }
    }
}
