package dev.belay.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.LegId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever has all rights on the database can change a journal, but not without {@code verify} saying which row. */
abstract class HashChainSuite {

    private static final LegId BTC = LegId.parse("main:BTCUSDT:BOTH");
    private static final LegId ETH = LegId.parse("main:ETHUSDT:BOTH");
    private static final String AT = " WHERE \"persistence_id\" = 'leg|main:BTCUSDT:BOTH' AND \"sequence_number\" = ";

    private JournalDatabase database;
    private JournalDatabase owner;
    private StoredJournal stored;

    /** A database of its own for each test, with all tables. */
    abstract JournalDatabase fresh();

    /** The same for someone who may change its tables. */
    abstract JournalDatabase owner();

    @BeforeEach
    void write() throws SQLException {
        database = fresh();
        owner = owner();
        stored = new StoredJournal(database, owner);
        stored.live(BTC, 6);
        stored.live(ETH, 3);
        stored.write("/sharding/legShard/7", 1, "AB", new byte[] {1, 2, (byte) 0xff});
    }

    @Test
    void aJournalThatWasOnlyWrittenIsSound() {
        List<JournalVerification.Verdict> verdicts = verified();

        assertThat(verdicts).hasSize(2).allMatch(JournalVerification.Verdict::isSound);
        assertThat(verdicts)
                .extracting(verdict -> verdict.head().leg() + " " + verdict.rows())
                .containsExactly("main:BTCUSDT:BOTH 6", "main:ETHUSDT:BOTH 3");
        assertThat(verdicts.get(0).head().hash()).hasSize(64);
    }

    @Test
    void theDatabaseComputesTheHashThatIsDefined() {
        JournalRow first = rows().get(0);
        JournalRow second = rows().get(1);

        assertThat(first.hash()).isEqualTo(HashChain.hash("", first));
        assertThat(second.hash()).isEqualTo(HashChain.hash(first.hash(), second));
    }

    @Test
    void theDefinitionOfTheHashNeverChanges() {
        var row = new JournalRow(
                "leg|main:BTCUSDT:BOTH",
                1,
                7,
                "w",
                1_795_000_000_000L,
                "",
                70_315,
                "claimed",
                Payload.ofText("{\"by\":\"hütte\"}"),
                "",
                false);

        assertThat(HashChain.hash("", row))
                .isEqualTo("1c0e05b19b180beface375f638bee1f06f408a5fc0966029a65cbc2f3d52c163");
    }

    @ParameterizedTest
    @CsvSource({
        "writer, 'another'",
        "write_timestamp, 1",
        "adapter_manifest, 'another'",
        "event_ser_id, 2",
        "event_ser_manifest, 'stop-doubted'",
        "event_ser_manifest, 'never-heard-of'",
        "ordering, 900",
        "deleted, TRUE",
        "meta_payload, CAST('AB' AS @BYTES)",
        "meta_ser_id, 1",
        "meta_ser_manifest, 'x'",
        "chain_hash, 'ab'",
        "chain_hash, NULL",
    })
    void aChangedFieldIsFoundAndItsRowIsTheOnlyOneBlamed(String column, String value) throws SQLException {
        stored.tamper(change(column, value) + 3);

        assertThat(blamed()).containsExactlyEntriesOf(Map.of(BTC.toString(), List.of(3L)));
    }

    private String change(String column, String value) {
        String bytes = database.url().startsWith("jdbc:h2:") ? "VARBINARY" : "BYTEA";
        boolean text = value.matches("[a-z-]+");
        return "UPDATE \"event_journal\" SET \"" + column + "\" = "
                + (text ? "'" + value + "'" : value.replace("@BYTES", bytes)) + AT;
    }

    @Test
    void aChangedEventIsFound() throws SQLException {
        stored.tamper("UPDATE \"event_journal\" SET \"event_payload\" ="
                + " (SELECT \"event_payload\" FROM \"event_journal\"" + AT + "2)" + AT + "5");

        assertThat(blamed()).containsExactlyEntriesOf(Map.of(BTC.toString(), List.of(5L)));
    }

    @Test
    void aRowOfAnotherLegIsFound() throws SQLException {
        stored.tamper(
                "UPDATE \"event_journal\" SET \"persistence_id\" = 'leg|main:ETHUSDT:BOTH', \"sequence_number\" = 4"
                        + AT + "6");

        assertThat(blamed()).containsExactlyEntriesOf(Map.of(ETH.toString(), List.of(4L)));
    }

    @Test
    void aMissingRowIsFound() throws SQLException {
        stored.tamper("DELETE FROM \"event_journal\"" + AT + "4");

        assertThat(blamed()).containsExactlyEntriesOf(Map.of(BTC.toString(), List.of(4L)));
        assertThat(findings()).singleElement().asString().contains("is missing");
    }

    @Test
    void theMissingBeginningIsFound() throws SQLException {
        stored.tamper("DELETE FROM \"event_journal\"" + AT + "1", "DELETE FROM \"event_journal\"" + AT + "2");

        assertThat(findings()).singleElement().asString().contains("to 2 are missing");
    }

    @Test
    void theRowsAfterAMissingOneThatWereNumberedAnewAreFound() throws SQLException {
        stored.tamper(
                "DELETE FROM \"event_journal\"" + AT + "4",
                "UPDATE \"event_journal\" SET \"sequence_number\" = 4" + AT + "5",
                "UPDATE \"event_journal\" SET \"sequence_number\" = 5" + AT + "6");

        assertThat(blamed()).containsExactlyEntriesOf(Map.of(BTC.toString(), List.of(4L, 5L)));
    }

    @Test
    void twoRowsThatChangedPlacesAreFound() throws SQLException {
        stored.tamper(
                "UPDATE \"event_journal\" SET \"sequence_number\" = 99" + AT + "3",
                "UPDATE \"event_journal\" SET \"sequence_number\" = 3" + AT + "4",
                "UPDATE \"event_journal\" SET \"sequence_number\" = 4" + AT + "99");

        assertThat(blamed().get(BTC.toString())).contains(3L, 4L);
        assertThat(findings()).anyMatch(finding -> finding.text().contains("changed places"));
    }

    @Test
    void aRowThatWasWrittenPastTheDatabasesRulesIsFound() throws SQLException {
        stored.tamper("INSERT INTO \"event_journal\" (\"persistence_id\", \"sequence_number\", \"deleted\","
                + " \"writer\", \"write_timestamp\", \"adapter_manifest\", \"event_payload\", \"event_ser_id\","
                + " \"event_ser_manifest\") SELECT \"persistence_id\", 7, \"deleted\", \"writer\","
                + " \"write_timestamp\", \"adapter_manifest\", \"event_payload\", \"event_ser_id\","
                + " \"event_ser_manifest\" FROM \"event_journal\"" + AT + "6");

        assertThat(blamed()).containsExactlyEntriesOf(Map.of(BTC.toString(), List.of(7L)));
        assertThat(findings()).singleElement().asString().contains("has no hash");
    }

    @Test
    void aCutOffEndIsFoundByTheHeadThatWasKept() throws SQLException {
        List<JournalHead> kept = database.rows().heads();
        stored.tamper("DELETE FROM \"event_journal\"" + AT + "6");

        assertThat(verified()).as("from inside nothing is to be seen").allMatch(JournalVerification.Verdict::isSound);
        List<JournalVerification.Verdict> verdicts = against(kept);
        assertThat(verdicts.get(0).findings()).singleElement().asString().contains("ended with row 6");
        assertThat(verdicts.get(1).isSound()).isTrue();
    }

    @Test
    void aJournalThatWasWrittenAnewIsFoundByTheHeadThatWasKept() throws SQLException {
        List<JournalHead> kept = database.rows().heads();
        stored.tamper("DELETE FROM \"event_journal\"" + AT + "6");
        stored.live(LegId.parse("main:SOLUSDT:BOTH"), 1);
        stored.write("leg|" + BTC, 6, "alarm-raised", rows().get(2).payload().bytes());

        assertThat(verified()).allMatch(JournalVerification.Verdict::isSound);
        assertThat(against(kept).get(0).findings()).singleElement().asString().contains("written anew");
    }

    @Test
    void aJournalThatIsGoneIsFoundByTheHeadThatWasKept() throws SQLException {
        List<JournalHead> kept = database.rows().heads();
        stored.tamper("DELETE FROM \"event_journal\" WHERE \"persistence_id\" = 'leg|main:ETHUSDT:BOTH'");

        assertThat(against(kept))
                .filteredOn(verdict -> !verdict.isSound())
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.head().leg()).isEqualTo(ETH.toString());
                    assertThat(verdict.findings()).singleElement().asString().contains("gone");
                });
    }

    @Test
    void theDatabaseRefusesToChangeOrDeleteARowOfALeg() {
        for (String change : List.of(
                "UPDATE \"event_journal\" SET \"writer\" = 'x'" + AT + 2,
                "UPDATE \"event_journal\" SET \"deleted\" = TRUE" + AT + 2,
                "DELETE FROM \"event_journal\"" + AT + 2)) {
            assertThatThrownBy(() -> execute(change))
                    .as(change)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("only grows");
        }
        assertThat(verified()).allMatch(JournalVerification.Verdict::isSound);
    }

    @Test
    void theClustersOwnRowsMayBeClearedAway() throws SQLException {
        execute("UPDATE \"event_journal\" SET \"deleted\" = TRUE WHERE \"persistence_id\" LIKE '/sharding/%'");
        execute("DELETE FROM \"event_journal\" WHERE \"persistence_id\" LIKE '/sharding/%'");

        assertThat(database.rows().heads()).hasSize(2);
    }

    @Test
    void aRowWithoutItsPredecessorIsRefused() {
        assertThatThrownBy(() -> stored.write("leg|" + BTC, 8, "claimed", new byte[] {'{', '}'}))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("has no row 7")
                .satisfies(failure ->
                        assertThat(((SQLException) failure).getSQLState()).isEqualTo(ChainTrigger.NO_PREDECESSOR));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = owner.open();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<JournalRow> rows() {
        return database.rows().rows("leg|" + BTC, 1, 100);
    }

    private List<JournalVerification.Verdict> verified() {
        return against(List.of());
    }

    private List<JournalVerification.Verdict> against(List<JournalHead> kept) {
        return new JournalVerification(kept, checked -> {}).of(database.rows());
    }

    private List<ChainCheck.Finding> findings() {
        return verified().stream()
                .flatMap(verdict -> verdict.findings().stream())
                .toList();
    }

    /** The numbers of the rows with which something is wrong, by leg. */
    private Map<String, List<Long>> blamed() {
        return verified().stream()
                .filter(verdict -> !verdict.isSound())
                .collect(Collectors.toMap(
                        verdict -> verdict.head().leg(),
                        verdict -> verdict.findings().stream()
                                .map(ChainCheck.Finding::sequence)
                                .distinct()
                                .toList()));
    }
}
