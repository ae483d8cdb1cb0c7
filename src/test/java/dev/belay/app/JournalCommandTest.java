package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.journal.JournalDatabase;
import dev.belay.journal.JournalFormat;
import dev.belay.journal.StoredJournal;
import dev.belay.money.LegId;
import dev.belay.position.LegEvent;
import dev.belay.web.NodeFile;
import dev.belay.web.StubNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The verbs of {@code belay journal} say the same of a running node, of a stopped one and of a database. */
class JournalCommandTest {

    private static final LegId ETH = LegId.parse("main:ETHUSDT:BOTH");

    /** Where a verb reads. */
    enum Where {
        NODE,
        STOPPED,
        DATABASE
    }

    @TempDir
    Path home;

    private StubNode node;
    private StoredJournal stored;

    @BeforeEach
    void aPositionWithItsStops() throws Exception {
        JournalDatabase database = SettingsReader.forClient(
                        SettingsSource.shipped(Settings.Mode.PAPER).with("home=" + home))
                .database()
                .journal();
        database.schema().bringUp(Optional.empty());
        stored = new StoredJournal(database);
        node = new StubNode(home);
        node.holdsBtc(true);
        int sequence = 0;
        for (LegEvent event : node.events()) {
            stored.write(StubNode.BTC, ++sequence, event);
        }
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private CommandLineRun journal(Where where, String... arguments) throws Exception {
        if (where != Where.NODE) {
            Files.deleteIfExists(NodeFile.file(home));
        }
        Stream<String> place = where == Where.DATABASE
                ? Stream.of(
                        "--database",
                        "jdbc:h2:file:" + home.resolve("journal").toAbsolutePath(),
                        "--set",
                        "home=" + home.resolve("nowhere"))
                : Stream.of("--set", "home=" + home);
        return CommandLineRun.of(Stream.of(Stream.of("journal"), Stream.of(arguments), place)
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void showsTheStateAtANumberAndAtATime(Where where) throws Exception {
        CommandLineRun byNumber = journal(where, "state", "BTCUSDT", "--at", "5");
        CommandLineRun byTime = journal(where, "state", "BTCUSDT", "--at", "2027-01-01T00:00:00Z");

        assertThat(byNumber.out()).contains("after event #5: OPEN, protection PROTECTED");
        assertThat(byTime.out()).isEqualTo(byNumber.out());
        assertThat(journal(where, "state", "BTCUSDT", "--at", "2020-01-01").code())
                .isEqualTo(ExitCodes.REFUSED);
        CommandLineRun nonsense = journal(where, "state", "BTCUSDT", "--at", "yesterday");
        assertThat(nonsense.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(nonsense.err()).contains("2026-11-22T10:15:30Z", "[yesterday]");
    }

    @ParameterizedTest
    @EnumSource
    void showsWhatChangedBetweenTwoPointsFieldByField(Where where) throws Exception {
        CommandLineRun ran = journal(where, "diff", "BTCUSDT", "4", "5");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines().toList())
                .hasSizeGreaterThan(2)
                .anyMatch(line -> line.matches(" +stops\\.byId\\.W1\\.status +INTENDED +LIVE"))
                .anyMatch(line -> line.matches(" +sequence +4 +5"))
                .noneMatch(line -> line.contains("D1"));
        JsonNode json = JournalFormat.json()
                .readTree(journal(where, "diff", "BTCUSDT", "0", "5", "--json").out());
        assertThat(json.at("/from/sequence").asLong()).isZero();
        assertThat(json.path("changes"))
                .anyMatch(change -> change.path("field").asText().equals("exposure.quantity")
                        && change.path("from").isNull()
                        && change.path("to").asText().equals("0.01"));
        assertThat(journal(where, "diff", "BTCUSDT", "5", "5").out()).contains("nothing changed");
        assertThat(journal(where, "diff", "BTCUSDT", "5", "17").code()).isEqualTo(ExitCodes.REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void showsTheNewestEventsOfAllLegsOrOfOne(Where where) throws Exception {
        assertThat(journal(where, "tail", "-n", "2").out().lines().toList())
                .hasSize(2)
                .allMatch(line -> line.startsWith("main:BTCUSDT:BOTH"))
                .last()
                .asString()
                .contains("#5", "stop-confirmed");
        assertThat(journal(where, "tail", "ETHUSDT").out()).isEmpty();
        List<String> lines =
                journal(where, "tail", "--json", "BTCUSDT").out().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(JournalFormat.json().readTree(lines.get(0)).path("name").asText())
                .isEqualTo("position-opened");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsExportedCanBeReadBackAndVerified(Where where) throws Exception {
        Path file = home.resolve("export.jsonl");

        CommandLineRun ran = journal(where, "export", "--to", file.toString());

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("5 rows written");
        CommandLineRun checked = journal(where, "verify", "--file", file.toString());
        assertThat(checked.out()).contains("main:BTCUSDT:BOTH     5    #5");
        assertThat(checked.code()).isZero();
        assertThat(journal(where, "export", "--to", file.toString()).err()).contains("exists already");
        assertThat(journal(where, "export", "ETHUSDT").out().lines()).hasSize(2);
        assertThat(journal(where, "export", "--since", "2020-01-01").out()).isEqualTo(Files.readString(file));
        assertThat(journal(where, "export", "--since", "2030-01-01").out()).contains("\"rows\":0");
        assertThat(journal(where, "export", "--since", "5").code()).isEqualTo(ExitCodes.USAGE);
    }

    @ParameterizedTest
    @EnumSource
    void printsEachHeadAndChecksAgainstTheHeadsOfAnEarlierDay(Where where) throws Exception {
        Path kept = home.resolve("heads.json");
        CommandLineRun first = journal(where, "verify", "--json");
        Files.writeString(kept, first.out());

        assertThat(first.code()).isZero();
        assertThat(JournalFormat.json()
                        .readTree(first.out())
                        .at("/journals/0/hash")
                        .asText())
                .hasSize(64);
        assertThat(journal(where, "verify", "--against", kept.toString()).code())
                .isZero();
        Files.writeString(kept, first.out().replace("\"sequence\" : 5", "\"sequence\" : 7"));
        CommandLineRun cut = journal(where, "verify", "--against", kept.toString());
        assertThat(cut.code()).isEqualTo(ExitCodes.UNREADABLE_JOURNAL);
        assertThat(cut.out()).contains("WRONG main:BTCUSDT:BOTH: row 6 and all after it are gone");
        Files.writeString(kept, "[]");
        assertThat(journal(where, "verify", "--against", kept.toString()).err()).contains("journal verify --json");
    }

    @Test
    void saysWhichRowOfWhichLegWasChangedAndReturnsSeven() throws Exception {
        stored.tamper("UPDATE \"event_journal\" SET \"write_timestamp\" = 1 WHERE \"sequence_number\" = 3");

        CommandLineRun ran = journal(Where.STOPPED, "verify");

        assertThat(ran.code()).isEqualTo(ExitCodes.UNREADABLE_JOURNAL);
        assertThat(ran.out()).contains("WRONG main:BTCUSDT:BOTH: row 3 is not the row that was written");
        assertThat(ran.err()).doesNotContain("sound");
    }

    @Test
    void aLineThatWasChangedInAnExportIsFound() throws Exception {
        Path file = home.resolve("export.jsonl");
        journal(Where.STOPPED, "export", "--to", file.toString());
        String sound = Files.readString(file);

        Files.writeString(file, sound.replaceFirst("62720", "60720"));
        assertThat(journal(Where.STOPPED, "verify", "--file", file.toString()).out())
                .contains("WRONG main:BTCUSDT:BOTH: row 1 is not");
        Files.writeString(file, sound.substring(0, sound.lastIndexOf("{\"rows")));
        CommandLineRun cut = journal(Where.STOPPED, "verify", "--file", file.toString());
        assertThat(cut.code()).isEqualTo(ExitCodes.UNREADABLE_JOURNAL);
        assertThat(cut.err()).contains("export.jsonl:6", "the end is missing");
        Files.writeString(file, "hello\n");
        assertThat(journal(Where.STOPPED, "verify", "--file", file.toString()).err())
                .contains("export.jsonl:1", "not JSON");
    }

    @Test
    void aPartOfAJournalIsCheckedFromItsFirstRowOn() throws Exception {
        stored.write(ETH, 1, new LegEvent.AlarmRaised("blind", "no price", 1_000));
        stored.write(ETH, 2, new LegEvent.AlarmRaised("blind", "no price", 3_000));
        stored.write(ETH, 3, new LegEvent.AlarmRaised("blind", "no price", 5_000));
        Path file = home.resolve("part.jsonl");

        journal(Where.STOPPED, "export", "ETHUSDT", "--since", "1970-01-01T00:00:03Z", "--to", file.toString());

        CommandLineRun ran = journal(Where.STOPPED, "verify", "--file", file.toString());
        assertThat(ran.err()).contains("sound");
        assertThat(ran.out()).containsPattern("main:ETHUSDT:BOTH +2 +#3");
        Files.writeString(file, Files.readString(file).replaceFirst("\"writtenAt\":[0-9]+", "\"writtenAt\":7"));
        assertThat(journal(Where.STOPPED, "verify", "--file", file.toString()).out())
                .contains("row 2 is not the row that was written");
    }

    @Test
    void aTailShowsEachEventOnceAlsoOneThatWasCommittedLate() throws SQLException {
        JournalSource source = JournalSource.of(SettingsReader.forClient(
                SettingsSource.shipped(Settings.Mode.PAPER).with("home=" + home.resolve("other"))));
        JournalDatabase database = other();
        var journal = new StoredJournal(database);
        var tail = new JournalTail(source, Optional.empty());
        journal.live(StubNode.BTC, 3);
        assertThat(tail.last(2)).hasSize(2);
        assertThat(tail.more()).isEmpty();

        journal.tamper("UPDATE \"event_journal\" SET \"ordering\" = \"ordering\" + 10");
        assertThat(tail.more()).as("the same rows at other places count as new").hasSize(3);
        journal.live(ETH, 2);

        assertThat(tail.more())
                .as("although their place is before the newest")
                .hasSize(2)
                .allMatch(event -> event.path("leg").asText().equals(ETH.toString()));
        assertThat(tail.more()).isEmpty();
    }

    private JournalDatabase other() {
        JournalDatabase database = SettingsReader.forClient(
                        SettingsSource.shipped(Settings.Mode.PAPER).with("home=" + home.resolve("other")))
                .database()
                .journal();
        database.schema().bringUp(Optional.empty());
        return database;
    }

    @Test
    void aDatabaseThatIsNoneIsRefusedWithWhatWasExpected() throws Exception {
        CommandLineRun ran = CommandLineRun.of("journal", "ls", "--database", "jdbc:mysql://x/y");

        assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("jdbc:postgresql://HOST:PORT/NAME", "[jdbc:mysql://x/y]");
    }
}
