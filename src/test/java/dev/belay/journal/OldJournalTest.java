package dev.belay.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.LegId;
import dev.belay.position.Leg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Journals of released versions, recorded from running nodes with {@code belay db backup} and never edited: each still adds
 * up to the state that it added up to then. {@code -Dlives=write} writes states that are missing.
 */
class OldJournalTest {

    private static final Path LIVES = Path.of("src/test/resources/journal/lives");

    @TempDir
    Path home;

    static Stream<Path> lives() throws IOException {
        try (Stream<Path> files = Files.list(LIVES)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("lives")
    void addsUpToTheSameStateAsWhenItWasRecorded(Path life) throws IOException {
        Leg leg = Leg.flat(legOf(life));
        for (JournalRow row : rows(life)) {
            leg = leg.after(JournalFormat.read(row.manifest(), row.payload().bytes()));
        }
        Path state = life.resolveSibling(life.getFileName().toString().replace(".jsonl", ".state.json"));
        if (!Files.exists(state) && "write".equals(System.getProperty("lives"))) {
            Files.write(state, JournalFormat.write(leg));
        }

        assertThat(leg.sequence()).isEqualTo(rows(life).size());
        assertThat(leg).isEqualTo(JournalFormat.readSnapshot(JournalFormat.SNAPSHOT, Files.readAllBytes(state)));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void isSoundToTheHash(Path life) {
        assertThat(new RowFile(life).verify(List.of(), checked -> {}))
                .isNotEmpty()
                .allMatch(JournalVerification.Verdict::isSound);
    }

    @ParameterizedTest
    @MethodSource("lives")
    void aDatabaseOfTheFirstSchemaIsBroughtUpWithItsEvents(Path life) throws SQLException {
        JournalDatabase database = firstSchema();
        insertAsTheFirstVersionDid(database, rows(life));

        database.schema().bringUp(Optional.empty());

        LegId id = legOf(life);
        assertThat(database.schema().versions().isCurrent()).isTrue();
        assertThat(database.reader().stateAt(id, Long.MAX_VALUE).sequence())
                .isEqualTo(rows(life).size());
        assertThat(new JournalVerification(List.of(), checked -> {}).of(database.rows()))
                .singleElement()
                .matches(JournalVerification.Verdict::isSound);
        assertThat(database.rows().heads().get(0).hash())
                .as("the same rows have the same hash, whenever it is computed")
                .isEqualTo(rows(life).get(rows(life).size() - 1).hash());
    }

    @Test
    void theRecordedLivesHaveTheEventsThatMatter() {
        List<String> names = rows(LIVES.resolve("0.1-btc.jsonl")).stream()
                .map(JournalRow::manifest)
                .distinct()
                .toList();

        assertThat(names)
                .contains("claimed", "position-opened", "stop-intended", "stop-confirmed", "peak-moved", "filled");
    }

    @Test
    void tablesOfANewerVersionAreRefusedAndLeftAsTheyAre() throws SQLException {
        JournalDatabase database = database();
        database.schema().bringUp(Optional.empty());
        execute(
                database,
                "INSERT INTO \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
                        + " \"script\", \"installed_by\", \"execution_time\", \"success\")"
                        + " VALUES (99, '099', 'later', 'SQL', 'V099__later.sql', 'sa', 1, TRUE)");

        assertThatThrownBy(() -> database.schema().bringUp(Optional.empty()))
                .isInstanceOf(JournalDatabase.Newer.class)
                .hasMessageContaining("they are at 099")
                .hasMessageContaining("Run that version, or a newer one");
    }

    private static List<JournalRow> rows(Path life) {
        List<JournalRow> rows = new ArrayList<>();
        new RowFile(life).each((row, previous) -> {
            if (row.isOfLeg()) {
                rows.add(row);
            }
        });
        return rows;
    }

    private static LegId legOf(Path life) {
        return LegId.parse(rows(life).get(0).head().leg());
    }

    private JournalDatabase database() {
        return new JournalDatabase("jdbc:h2:file:" + home.resolve("journal").toAbsolutePath(), "sa", "");
    }

    private JournalDatabase firstSchema() {
        JournalDatabase database = database();
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:migrations/h2")
                .target("1")
                .load()
                .migrate();
        return database;
    }

    private static void insertAsTheFirstVersionDid(JournalDatabase database, List<JournalRow> rows)
            throws SQLException {
        String sql = "INSERT INTO \"event_journal\" (\"ordering\", \"deleted\", \"persistence_id\","
                + " \"sequence_number\", \"writer\", \"write_timestamp\", \"adapter_manifest\", \"event_payload\","
                + " \"event_ser_id\", \"event_ser_manifest\") VALUES (?, FALSE, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.open();
                var insert = connection.prepareStatement(sql)) {
            for (JournalRow row : rows) {
                insert.setLong(1, row.ordering());
                insert.setString(2, row.persistenceId());
                insert.setLong(3, row.sequence());
                insert.setString(4, row.writer());
                insert.setLong(5, row.writtenAt());
                insert.setString(6, row.adapterManifest());
                insert.setBytes(7, row.payload().toString().getBytes(StandardCharsets.UTF_8));
                insert.setInt(8, row.serializer());
                insert.setString(9, row.manifest());
                insert.executeUpdate();
            }
        }
    }

    private static void execute(JournalDatabase database, String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
