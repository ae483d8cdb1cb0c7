package dev.belay.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.LegId;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.LegSlice;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database of the journal has to do; a subclass per kind of database brings it. */
abstract class JournalDatabaseSuite {

    private static final LegId BTC = LegId.parse("main:BTCUSDT:BOTH");

    private JournalDatabase database;

    @BeforeEach
    void migrate() {
        database = fresh();
    }

    /** A database of its own for each test, with all tables. */
    abstract JournalDatabase fresh();

    /** A connection that may do everything. */
    abstract Connection connect() throws SQLException;

    JournalDatabase database() {
        return database;
    }

    @Test
    void readsBackWhatWasWrittenInOrder() throws SQLException {
        write(1, "claimed", JournalFormat.write(new LegEvent.Claimed("here", 1)));
        write(2, "alarm-raised", JournalFormat.write(new LegEvent.AlarmRaised("blind", "no price", 2)));

        assertThat(database.reader().events(BTC, 1, 9))
                .extracting(JournalEntry::name)
                .containsExactly("claimed", "alarm-raised");
        assertThat(database.reader().legs()).singleElement().satisfies(summary -> {
            assertThat(summary.leg()).isEqualTo(BTC);
            assertThat(summary.events()).isEqualTo(2);
        });
    }

    @Test
    void showsTheJournalAsPlainTextToAnySqlClient() throws SQLException {
        write(1, "alarm-raised", JournalFormat.write(new LegEvent.AlarmRaised("blind", "no price", 2)));

        try (Connection connection = connect();
                ResultSet rows =
                        connection.createStatement().executeQuery("SELECT leg, event, json FROM leg_journal")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("main:BTCUSDT:BOTH");
            assertThat(rows.getString(2)).isEqualTo("alarm-raised");
            assertThat(rows.getString(3)).contains("\"text\":\"no price\"");
        }
    }

    @Test
    void tellsADamagedRowAsItIsStored() throws SQLException {
        write(1, "claimed", JournalFormat.write(new LegEvent.Claimed("one", 1)));
        write(2, "stop-teleported", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(database.reader().stored(BTC, 1, 9))
                .extracting(JournalReader.Stored::name)
                .containsExactly("claimed", "stop-teleported");
        assertThatThrownBy(() -> database.reader().events(BTC, 1, 9)).isInstanceOf(UnreadableJournal.class);
    }

    @Test
    void whatIsBeforeTheNewBeginningOfALegDoesNotCount() throws SQLException {
        write(1, "stop-teleported", "{}".getBytes(StandardCharsets.UTF_8));
        write(2, "rebuilt", JournalFormat.write(new LegEvent.Rebuilt(2, 2, "damaged", "alice", 5)));
        write(3, "claimed", JournalFormat.write(new LegEvent.Claimed("one", 6)));

        Leg leg = database.reader().stateAt(BTC, 3);

        assertThat(leg.sequence()).isEqualTo(3);
        assertThat(leg.epoch()).isEqualTo(2);
    }

    @Test
    void sqlAndProgramSliceTheLegsAlike() throws SQLException {
        Set<String> slices = new TreeSet<>();
        try (Connection connection = database.open();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT " + database.dialect().sliceOf("CAST(? AS VARCHAR)"))) {
            for (int leg = 0; leg < 40; leg++) {
                String key = "leg|main:S" + leg + "USDT:BOTH";
                select.setString(1, key);
                ResultSet row = select.executeQuery();
                row.next();
                assertThat(row.getString(1)).isEqualTo(LegSlice.of(key));
                slices.add(row.getString(1));
            }
        }
        assertThat(slices).containsExactlyElementsOf(LegSlice.all());
    }

    @Test
    void refusesTablesOfANewerVersion() throws SQLException {
        try (Connection connection = connect()) {
            connection
                    .createStatement()
                    .execute("INSERT INTO \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\","
                            + " \"type\", \"script\", \"installed_by\", \"execution_time\", \"success\")"
                            + " VALUES (99, '099', 'later', 'SQL', 'V099__later.sql', 'somebody', 1, TRUE)");
        }

        assertThatThrownBy(() -> database.schema().bringUp(Optional.empty()))
                .isInstanceOf(JournalDatabase.Unavailable.class)
                .hasMessageContaining("newer version of Belay: they are at 099");
    }

    @Test
    void tablesOfThisVersionAreLeftAlone() {
        JournalSchema.Versions before = database.schema().versions();

        database.schema().bringUp(Optional.empty());

        assertThat(before.isCurrent()).isTrue();
        assertThat(database.schema().versions()).isEqualTo(before);
    }

    @Test
    void whatAStartTakesForTheNewestVersionIsTheNewest() {
        assertThat(database.schema().versions().known()).isEqualTo(JournalSchema.NEWEST);
    }

    @Test
    void whoIsToBringUpTablesThatAreReadyIsNotAsked() {
        JournalDatabase nobody = new JournalDatabase(database.url(), "nobody", "wrong");

        database.schema().bringUp(Optional.of(nobody));

        assertThat(database.schema().versions().isCurrent()).isTrue();
    }

    @Test
    void journalsThatAreReadTogetherAreReadAsEachByItself() throws Exception {
        write(1, "claimed", JournalFormat.write(new LegEvent.Claimed("one", 1)));
        write(2, "claimed", JournalFormat.write(new LegEvent.Claimed("two", 2)));
        var questions = new ArrayDeque<Runnable>();
        var reads = new GroupedReads<Long>(
                this::connect, questions::add, "event_journal", "e.\"sequence_number\"", row -> row.getLong(2));

        CompletionStage<List<Long>> all = reads.rows("leg|" + BTC, 0);
        CompletionStage<List<Long>> last = reads.rows("leg|" + BTC, 2);
        CompletionStage<List<Long>> none = reads.rows("leg|main:NONEUSDT:BOTH", 0);

        assertThat(questions).hasSize(1);
        questions.remove().run();
        assertThat(all).isCompletedWithValue(List.of(1L, 2L));
        assertThat(last).isCompletedWithValue(List.of(2L));
        assertThat(none).isCompletedWithValue(List.of());
    }

    @Test
    void whoAsksADatabaseThatIsAwayHearsOfItAndTheNextIsAnswered() {
        var away = new AtomicBoolean(true);
        var reads = new GroupedReads<Long>(
                () -> {
                    if (away.get()) {
                        throw new SQLException("away");
                    }
                    return connect();
                },
                Runnable::run,
                "event_journal",
                "e.\"sequence_number\"",
                row -> row.getLong(2));

        assertThat(reads.rows("leg|" + BTC, 0)).isCompletedExceptionally();
        away.set(false);
        assertThat(reads.rows("leg|" + BTC, 0)).isCompletedWithValue(List.of());
    }

    @Test
    void aLookChangesNothing() throws SQLException {
        write(1, "claimed", JournalFormat.write(new LegEvent.Claimed("one", 1)));

        assertThat(database.readOnly().reader().legs()).hasSize(1);

        try (Connection connection = database.readOnly().open()) {
            assertThatThrownBy(() -> connection.createStatement().execute("DELETE FROM \"snapshot\""))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("read");
        }
    }

    @Test
    void aPoolIsClosedAfterItsUseAndSmall() throws SQLException {
        write(1, "claimed", JournalFormat.write(new LegEvent.Claimed("one", 1)));
        try (ConnectionPool pool = database.pool(1)) {
            assertThat(pool.reader().legs()).hasSize(1);
            assertThat(pool.reader().legs())
                    .as("the one connection is given back")
                    .hasSize(1);
        }
    }

    @Test
    void theSecondWriterOfTheSameEventIsRefusedByTheKey() throws SQLException {
        write(1, "claimed", JournalFormat.write(new LegEvent.Claimed("one", 1)));

        assertThatThrownBy(() -> write(1, "claimed", JournalFormat.write(new LegEvent.Claimed("another", 1))))
                .isInstanceOf(SQLException.class);
    }

    final void write(long sequence, String name, byte[] json) throws SQLException {
        String sql = "INSERT INTO \"event_journal\" (\"persistence_id\", \"sequence_number\", \"writer\","
                + " \"write_timestamp\", \"adapter_manifest\", \"event_payload\", \"event_ser_id\","
                + " \"event_ser_manifest\") VALUES (?, ?, 'test', 1, '', ?, 1, ?)";
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, "leg|" + BTC);
            insert.setLong(2, sequence);
            insert.setBytes(3, json);
            insert.setString(4, name);
            insert.executeUpdate();
        }
    }
}
