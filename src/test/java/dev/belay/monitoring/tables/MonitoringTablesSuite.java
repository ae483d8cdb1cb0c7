package dev.belay.monitoring.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.belay.journal.JournalDatabase;
import dev.belay.journal.JournalFormat;
import dev.belay.money.LegId;
import dev.belay.monitoring.LegLife;
import dev.belay.position.EventTag;
import dev.belay.position.LegEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables for people on a real database; a subclass per kind of database brings it. */
abstract class MonitoringTablesSuite {

    static final LegId ETH = LegId.parse("main:ETHUSDT:BOTH");
    static final LegId KAVA = LegId.parse("main:KAVAUSDT:BOTH");
    private static final long LATER = System.currentTimeMillis() + 3_600_000;
    private Connection connection;

    /** A database of its own for each test, with all tables, as a node uses it. */
    abstract JournalDatabase fresh();

    @BeforeEach
    void open() {
        connection = fresh().open();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void journal(LegLife... lives) throws SQLException {
        for (LegLife life : lives) {
            long sequence = 0;
            for (LegEvent event : life.events()) {
                sequence++;
                append(life.id(), sequence, JournalFormat.nameOf(event), JournalFormat.write(event));
            }
        }
    }

    private void append(LegId leg, long sequence, String name, byte[] json) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO \"event_journal\" (\"persistence_id\", \"sequence_number\","
                        + " \"writer\", \"write_timestamp\", \"adapter_manifest\", \"event_payload\","
                        + " \"event_ser_id\", \"event_ser_manifest\") VALUES (?, ?, 'w', ?, '', ?, 70315, ?)")) {
            insert.setString(1, "leg|" + leg);
            insert.setLong(2, sequence);
            insert.setLong(3, System.currentTimeMillis());
            insert.setBytes(4, json);
            insert.setString(5, name);
            insert.executeUpdate();
        }
    }

    private void rebuild() throws SQLException {
        Rebuild.run(connection, LATER, (done, all) -> {});
    }

    private void count(LegLife life, int from, int to) throws SQLException {
        List<Recorded> events = IntStream.range(from, to)
                .mapToObj(number ->
                        new Recorded(life.id(), number + 1L, life.events().get(number)))
                .toList();
        SheetBatch.write(connection, new HashSet<>(), events);
    }

    private List<Map<String, @Nullable Object>> query(String sql) throws SQLException {
        return TableContents.query(connection, sql);
    }

    private Map<String, List<String>> contents() throws SQLException {
        return TableContents.of(connection);
    }

    private static LegLife busy(LegId id) {
        LegLife life = new LegLife(id).buys("1", "100").opens().peak("101").activates("102", "101.4");
        life.funding(id.hashCode(), "-0.02856567", "USDT", life.now());
        life.moves("104", "103.4").sells("1", "103.4", "3.40000001").closes();
        return life.feesIn("BNB").opens().buys("1", "100");
    }

    @Test
    void theTablesSayWhatTheJournalSays() throws SQLException {
        journal(busy(ETH));

        rebuild();

        assertThat(query("SELECT id, state, protection, exit_price, realized_profit, fees, funding"
                        + " FROM monitoring.positions ORDER BY epoch"))
                .satisfiesExactly(
                        closed -> assertThat(closed)
                                .containsEntry("id", "main:ETHUSDT:BOTH#1")
                                .containsEntry("state", "CLOSED")
                                .satisfies(row -> {
                                    assertThat((BigDecimal) row.get("exit_price"))
                                            .isEqualByComparingTo("103.4");
                                    assertThat((BigDecimal) row.get("realized_profit"))
                                            .isEqualByComparingTo("3.40000001");
                                    assertThat((BigDecimal) row.get("fees")).isEqualByComparingTo("0.02");
                                    assertThat((BigDecimal) row.get("funding")).isEqualByComparingTo("-0.02856567");
                                }),
                        open -> assertThat(open)
                                .containsEntry("state", "OPEN")
                                .containsEntry("protection", "PROTECTED")
                                .containsEntry("exit_price", null));
        assertThat(query("SELECT balance_change FROM monitoring.accounts"))
                .singleElement()
                .satisfies(row ->
                        assertThat((BigDecimal) row.get("balance_change")).isEqualByComparingTo("3.35143434"));
        assertThat(query("SELECT asset, balance_change FROM monitoring.other_assets"))
                .singleElement()
                .satisfies(row -> assertThat((BigDecimal) row.get("balance_change"))
                        .as("in %s", row.get("asset"))
                        .isEqualByComparingTo("-0.01"));
        assertThat(query("SELECT position_id FROM monitoring.trades ORDER BY trade_id"))
                .extracting(row -> row.get("position_id"))
                .containsExactly("main:ETHUSDT:BOTH#1", "main:ETHUSDT:BOTH#1", "main:ETHUSDT:BOTH#2");
        assertThat(query("SELECT * FROM monitoring.trailing_stop_state WHERE state = 'OVER'"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("update_count", 2L).containsEntry("activated", true);
                    assertThat((BigDecimal) row.get("activation_price")).isEqualByComparingTo("101.5");
                    assertThat((BigDecimal) row.get("callback_percent")).isEqualByComparingTo("0.5");
                    assertThat((BigDecimal) row.get("peak_price")).isEqualByComparingTo("104");
                });
    }

    @Test
    void madeAnewTheTablesAreTheSameHoweverTheyCameAbout() throws SQLException {
        LegLife eth = busy(ETH);
        LegLife kava = busy(KAVA);
        journal(eth, kava);
        for (int event = 0; event < eth.events().size(); event++) {
            count(eth, event, event + 1);
        }
        count(kava, 0, kava.events().size());
        connection.setAutoCommit(true);
        Map<String, List<String>> followed = contents();

        rebuild();

        assertThat(contents()).isEqualTo(followed);
        assertThat(followed.get("positions")).hasSize(4);
    }

    @Test
    void eventsThatTheReaderWasNotToldOfAreFetched() throws SQLException {
        LegLife life = busy(ETH);
        journal(life);
        int all = life.events().size();

        count(life, all - 1, all);

        assertThat(query("SELECT sequence FROM monitoring.events")).hasSize(all);
        assertThat(query("SELECT complete FROM monitoring.legs")).containsExactly(Map.of("complete", true));
    }

    @Test
    void anUnreadableEventStopsItsLegOnlyAndIsShown() throws SQLException {
        LegLife eth = new LegLife(ETH).opens();
        LegLife kava = busy(KAVA);
        journal(eth);
        int known = eth.events().size();
        append(ETH, known + 1, "stop-teleported", "{}".getBytes(StandardCharsets.UTF_8));
        LegEvent alarm = new LegEvent.AlarmRaised("blind", "no price", eth.now());
        append(ETH, known + 2, JournalFormat.nameOf(alarm), JournalFormat.write(alarm));
        journal(kava);

        rebuild();

        assertThat(query("SELECT leg, complete, last_sequence FROM monitoring.legs ORDER BY leg"))
                .containsExactly(
                        Map.of("leg", ETH.toString(), "complete", false, "last_sequence", (long) known),
                        Map.of("leg", KAVA.toString(), "complete", true, "last_sequence", (long)
                                kava.events().size()));
        assertThat(query("SELECT text FROM monitoring.events WHERE type = 'alarm'"))
                .hasSize(1);
    }

    @Test
    void manyPositionsInOneBatchAreAllKept() throws SQLException {
        LegLife life = new LegLife(ETH);
        for (int position = 0; position < 12; position++) {
            life.opens().buys("1", "100").sells("1", "101", "1").closes();
        }
        journal(life);

        rebuild();

        assertThat(query("SELECT id FROM monitoring.positions WHERE state = 'CLOSED' AND realized_profit = 1"))
                .hasSize(12);
    }

    @Test
    void aFailedRebuildLeavesEverythingAsItWas() throws SQLException {
        journal(busy(ETH));
        rebuild();
        Map<String, List<String>> before = contents();
        Rebuild.Watcher failing = (done, all) -> {
            throw new IllegalStateException("the lights went out");
        };

        assertThat(catchThrowable(() -> Rebuild.run(connection, LATER, failing)))
                .hasMessage("the lights went out");

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void theNewestEventsAreLeftToTheNodes() throws SQLException {
        journal(busy(ETH));

        long events = Rebuild.run(connection, System.currentTimeMillis(), (done, all) -> {});

        assertThat(events).isZero();
        assertThat(query("SELECT * FROM \"akka_projection_offset_store\""))
                .hasSize(EventTag.SLICES)
                .allSatisfy(row -> assertThat(row).containsEntry("current_offset", "0"));
    }

    /** The migration has marked the rows of a journal from before there were marks as the program would. */
    @Test
    void sqlAndProgramMarkEventsAlike() throws SQLException {
        String migration = Stream.of(migrationText().split(";", -1))
                .filter(sql -> sql.contains("INSERT INTO") && sql.contains("event_tag"))
                .findFirst()
                .orElseThrow();
        for (int leg = 0; leg < 40; leg++) {
            append(LegId.parse("main:S" + leg + "USDT:BOTH"), 1, "claimed", new byte[] {'{', '}'});
        }

        try (PreparedStatement mark = connection.prepareStatement(migration.replaceAll("--[^\n]*", ""))) {
            mark.executeUpdate();
        }

        List<Map<String, @Nullable Object>> marks = query("SELECT \"persistence_id\", \"tag\" FROM \"event_journal\""
                + " JOIN \"event_tag\" ON \"event_id\" = \"ordering\"");
        assertThat(marks)
                .hasSize(40)
                .allSatisfy(row ->
                        assertThat(row.get("tag")).isEqualTo(EventTag.of(String.valueOf(row.get("persistence_id")))));
        assertThat(marks).extracting(row -> row.get("tag")).contains("legs-0", "legs-1", "legs-2", "legs-3");
    }

    /** The SQL of the migration that makes these tables. */
    abstract String migrationText();

    /** Runs what the handbook shows: every statement in it, one after the other. */
    @Test
    void theHandbooksQuestionsAreAnswered() throws SQLException, IOException {
        long now = System.currentTimeMillis();
        LegLife old = new LegLife(ETH, now - 3_600_000).opens().buys("1", "100").closes();
        LegLife young = new LegLife(KAVA, now - 60_000).opens().buys("1", "100").activates("102", "101.4");
        journal(old, young.moves("104", "103.4").moves("105", "104.4"));
        rebuild();
        Map<String, String> questions = questions();

        assertThat(answer(questions, "opened in the last ten minutes"))
                .extracting(row -> row.get("id"))
                .containsExactly("main:KAVAUSDT:BOTH#1");
        assertThat(answer(questions, "trailing of a symbol"))
                .extracting(row -> row.get("event"))
                .containsExactly("level-moved", "level-moved", "trailing-activated");
        assertThat(answer(questions, "Entry price and opening time"))
                .singleElement()
                .satisfies(
                        row -> assertThat((BigDecimal) row.get("entry_price")).isEqualByComparingTo("100"));
        for (Map.Entry<String, String> question : questions.entrySet()) {
            assertThat(query(question.getValue())).as(question.getKey()).isNotNull();
        }
        assertThat(questions).hasSizeGreaterThan(8);
    }

    private List<Map<String, @Nullable Object>> answer(Map<String, String> questions, String about)
            throws SQLException {
        String heading = questions.keySet().stream()
                .filter(one -> one.contains(about))
                .findFirst()
                .orElseThrow();
        return query(questions.get(heading));
    }

    /** The statements of the handbook's page by their headings. */
    private static Map<String, String> questions() throws IOException {
        String page = Files.readString(Path.of("src/docs/questions-in-sql.md"));
        Matcher found = Pattern.compile("## ([^\n]+)\n(?:(?!\n## ).)*?```sql\n(.*?);?\n```", Pattern.DOTALL)
                .matcher(page);
        Map<String, String> questions = new TreeMap<>();
        while (found.find()) {
            questions.put(found.group(1), found.group(2));
        }
        return questions;
    }
}
