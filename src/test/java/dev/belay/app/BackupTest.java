package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.journal.JournalDatabase;
import dev.belay.journal.JournalFormat;
import dev.belay.journal.JournalHead;
import dev.belay.journal.StoredJournal;
import dev.belay.money.LegId;
import dev.belay.position.LegEvent;
import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.PostgresServer;
import dev.belay.web.StubNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal leaves one database in a file and comes into another, to the byte. */
class BackupTest {

    private static final LegId BTC = LegId.parse("main:BTCUSDT:BOTH");
    private static final LegId ETH = LegId.parse("main:ETHUSDT:LONG");

    @TempDir
    Path directory;

    private JournalDatabase first;
    private Path file;

    @BeforeEach
    void aJournalOfTwoLegs() throws Exception {
        first = h2("first");
        first.schema().bringUp(Optional.empty());
        var stored = new StoredJournal(first);
        stored.live(BTC, 1_203);
        stored.live(ETH, 2);
        stored.write(ETH, 3, new LegEvent.AlarmRaised("blind", "größer als — 𝄞 \"quoted\"\n", 3));
        stored.write("/sharding/legShard/7", 1, "AB", new byte[] {1, 2, (byte) 0xff});
        file = directory.resolve("journal.backup");
    }

    private JournalDatabase h2(String home) {
        return settings(home).database().journal();
    }

    private Settings settings(String home) {
        return SettingsReader.forClient(
                SettingsSource.shipped(Settings.Mode.PAPER).with("home=" + directory.resolve(home)));
    }

    private CommandLineRun atHome(String home, String... arguments) {
        return at(List.of("home=" + directory.resolve(home)), arguments);
    }

    private CommandLineRun at(PostgresDatabase database, String... arguments) {
        return at(
                List.of(
                        "home=" + directory.resolve("postgres"),
                        "database.url=\"" + database.journal().url() + "\"",
                        "database.user=" + PostgresServer.RUNTIME,
                        "database.password=" + PostgresServer.RUNTIME,
                        "database.owner.user=" + PostgresServer.OWNER,
                        "database.owner.password=" + PostgresServer.OWNER),
                arguments);
    }

    private static CommandLineRun at(List<String> settings, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        settings.forEach(setting -> all.addAll(List.of("--set", setting)));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private void backUp() {
        CommandLineRun ran = atHome("first", "db", "backup", file.toString());
        assertThat(ran.code()).as(ran.err()).isZero();
    }

    @Test
    void goesFromH2ToPostgresAndBackAndEveryRowIsTheSame() throws Exception {
        PostgresDatabase postgres = PostgresDatabase.empty(PostgresServer.shared());
        assertThat(atHome("first", "db", "backup", file.toString()).out()).contains("1,207 rows of 2 legs");

        assertThat(at(postgres, "db", "restore", file.toString(), "--yes").err())
                .isEmpty();
        Path second = directory.resolve("second.backup");
        assertThat(at(postgres, "db", "backup", second.toString()).code()).isZero();
        assertThat(atHome("third", "db", "restore", second.toString(), "--yes").code())
                .isZero();

        assertThat(postgres.journal().rows().heads()).isEqualTo(first.rows().heads());
        assertThat(h2("third").rows().heads()).isEqualTo(first.rows().heads());
        assertThat(Files.readString(second)).isEqualTo(Files.readString(file));
        assertThat(atHome("third", "journal", "verify").err()).contains("sound");
        assertThat(h2("third").reader().stateAt(BTC, 1_203))
                .isEqualTo(first.reader().stateAt(BTC, 1_203));
    }

    @Test
    void theRestoredJournalGoesOn() throws Exception {
        backUp();
        PostgresDatabase postgres = PostgresDatabase.empty(PostgresServer.shared());
        at(postgres, "db", "restore", file.toString(), "--yes");
        atHome("other", "db", "restore", file.toString(), "--yes");

        for (JournalDatabase database : List.of(postgres.journal(), h2("other"))) {
            new StoredJournal(database).write(BTC, 1_204, new LegEvent.Claimed("after the restore", 9));
            assertThat(database.rows().rows("leg|" + BTC, 1_203, 2))
                    .extracting(row -> row.ordering())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
        assertThat(at(postgres, "journal", "verify").code()).isZero();
        assertThat(atHome("other", "journal", "verify").code()).isZero();
    }

    @Test
    void withoutYesNothingIsDone() {
        backUp();

        CommandLineRun dry = atHome("other", "db", "restore", file.toString());

        assertThat(dry.code()).isZero();
        assertThat(dry.out()).contains("1,206 events of 2 legs, sound", "--yes");
        assertThat(directory.resolve("other")).doesNotExist();
    }

    @Test
    void aDatabaseThatHoldsSomethingIsLeftAlone() {
        backUp();
        List<JournalHead> before = first.rows().heads();

        CommandLineRun ran = atHome("first", "db", "restore", file.toString(), "--yes");

        assertThat(ran.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(ran.err()).contains("not empty");
        assertThat(first.rows().heads()).isEqualTo(before);
    }

    @Test
    void aDatabaseThatOthersUseIsLeftAlone() throws Exception {
        backUp();
        PostgresDatabase postgres = PostgresDatabase.fresh();

        try (var node = postgres.journal().open()) {
            assertThat(node.isValid(1)).isTrue();
            CommandLineRun ran = at(postgres, "db", "restore", file.toString(), "--yes");
            assertThat(ran.code()).isEqualTo(ExitCodes.REFUSED);
            assertThat(ran.err()).contains("1 others are connected");
        }

        assertThat(postgres.journal().rows().heads()).isEmpty();
    }

    @Test
    void aNodeThatRunsIsLeftAlone() throws Exception {
        backUp();
        try (var node = new StubNode(directory.resolve("busy"))) {
            assertThat(node.events()).isEmpty();

            CommandLineRun ran = atHome("busy", "db", "restore", file.toString(), "--yes");

            assertThat(ran.code()).isEqualTo(ExitCodes.REFUSED);
            assertThat(ran.err()).contains("a node runs in");
        }
    }

    @Test
    void aRunningNodeIsBackedUpThroughItsApi() throws Exception {
        try (var node = new StubNode(directory.resolve("busy"))) {
            node.holdsBtc(true);

            assertThat(atHome("busy", "db", "backup", file.toString()).out()).contains("5 rows of 1 legs");
        }
        assertThat(atHome("other", "db", "restore", file.toString(), "--yes").code())
                .isZero();
        assertThat(h2("other").reader().events(BTC, 1, 9)).hasSize(5);
    }

    @Test
    void aFileThatWasChangedOrCutOffIsNotRestored() throws IOException {
        backUp();
        String sound = Files.readString(file);

        Files.writeString(file, sound.replaceFirst("no price for 7 s", "no price for 8 s"));
        CommandLineRun changed = atHome("other", "db", "restore", file.toString(), "--yes");
        assertThat(changed.code()).isEqualTo(ExitCodes.UNREADABLE_JOURNAL);
        assertThat(changed.err()).contains("WRONG main:BTCUSDT:BOTH: row 7", "nothing was restored");
        Files.writeString(file, sound.substring(0, sound.length() / 2));
        assertThat(atHome("other", "db", "restore", file.toString(), "--yes").code())
                .isEqualTo(ExitCodes.UNREADABLE_JOURNAL);
        assertThat(directory.resolve("other")).doesNotExist();
        assertThat(atHome("other", "db", "restore", directory.resolve("none").toString())
                        .err())
                .contains("cannot be read");
    }

    @Test
    void aJournalThatIsNotSoundIsKeptAsItIsButSaidToBeSo() throws Exception {
        new StoredJournal(first)
                .tamper("UPDATE \"event_journal\" SET \"writer\" = 'x' WHERE \"sequence_number\" = 2"
                        + " AND \"persistence_id\" = 'leg|" + ETH + "'");

        CommandLineRun ran = atHome("first", "db", "backup", file.toString());

        assertThat(ran.code()).isEqualTo(ExitCodes.UNREADABLE_JOURNAL);
        assertThat(ran.err()).contains("WRONG main:ETHUSDT:LONG: row 2", "cannot be restored");
        assertThat(Files.readString(file)).contains("\"writer\":\"x\"");
    }

    @Test
    void tellsWhatIsInTheDatabase() throws Exception {
        CommandLineRun before = atHome("first", "db", "status", "--json");
        new StoredJournal(first).write(ETH, 4, new LegEvent.Claimed("x", 4));
        CommandLineRun after = atHome("first", "db", "status");

        JsonNode json = JournalFormat.json().readTree(before.out());
        assertThat(json.path("events").asLong()).isEqualTo(1_206);
        assertThat(json.path("legs").asLong()).isEqualTo(2);
        assertThat(json.path("bytes").asLong()).isPositive();
        assertThat(after.out())
                .contains("1,207 of 2 legs", "tables       version ")
                .doesNotContain(json.path("fingerprint").asText());
    }

    @Test
    void tablesOfANewerVersionStartNothingAndAreSevenToScripts() throws Exception {
        new StoredJournal(first)
                .tamper("INSERT INTO \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\","
                        + " \"type\", \"script\", \"installed_by\", \"execution_time\", \"success\")"
                        + " VALUES (99, '099', 'later', 'SQL', 'V099__later.sql', 'sa', 1, TRUE)");

        for (String[] command : List.of(
                new String[] {"run", "--set", "api.port=0", "--set", "probes.port=0"},
                new String[] {"db", "migrate"},
                new String[] {"db", "status"})) {
            CommandLineRun ran = atHome("first", command);
            assertThat(ran.code()).as(command[0]).isEqualTo(ExitCodes.UNREADABLE_JOURNAL);
            assertThat(ran.err()).contains("made by a newer version of Belay", "Run that version, or a newer one");
        }
    }

    @Test
    void tellsTheSameOfPostgres() {
        PostgresDatabase postgres = PostgresDatabase.empty(PostgresServer.shared());
        assertThat(at(postgres, "db", "status").err()).contains("belay db migrate");

        assertThat(at(postgres, "db", "migrate").out()).contains("they were []");

        assertThat(at(postgres, "db", "migrate").out()).contains("already");
        assertThat(at(postgres, "db", "status").out()).contains("0 of 0 legs, the last never");
    }
}
