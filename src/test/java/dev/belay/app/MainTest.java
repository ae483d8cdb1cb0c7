package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.journal.JournalFormat;
import dev.belay.money.Price;
import dev.belay.position.LegEvent;
import dev.belay.web.NodeFile;
import dev.belay.web.StubNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    private Path home = Path.of("");

    /** What a command printed and returned. */
    private record Ran(int code, String out, String err) {}

    @Test
    void withoutArgumentsItExplainsItself() {
        Ran ran = run();
        assertThat(ran.code()).isEqualTo(0);
        assertThat(ran.out())
                .contains("belay run --mode paper", "belay open BTCUSDT long --usd 200", "belay positions");
        assertThat(ran.out().lines().count()).isLessThanOrEqualTo(15);
    }

    @Test
    void helpNamesTheExitCodes() {
        assertThat(run("--help").out()).contains("Exit codes:").containsPattern("6 +a position has no proven stop");
    }

    @Test
    void proposesTheCommandThatWasMeant() {
        Ran ran = run("positionz");
        assertThat(ran.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("Did you mean", "positions");
    }

    @Test
    void aWrongConfigurationStartsNothing() {
        Ran ran = run("run", "--set", "policies.default.callbak=1");
        assertThat(ran.code()).isEqualTo(ExitCodes.CONFIGURATION);
        assertThat(ran.err()).contains("Did you mean belay.policies.default.callback?", "Nothing was started.");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void showsWhereEveryValueComesFrom() {
        assertThat(run("config", "show", "--set", "api.port=7099").out())
                .contains("belay.api.port")
                .containsPattern("belay\\.api\\.port +7099 +--set")
                .containsPattern("belay\\.policies\\.default\\.callback +0\\.5 % +belay\\.conf \\(shipped\\):[0-9]+");
        assertThat(run("config", "show", "--set", "paper.audit=\"a file\"").out())
                .as("quoted as in a file")
                .containsPattern("belay\\.paper\\.audit +a file +--set");
        assertThat(run("config", "check").code()).isEqualTo(0);
        assertThat(run("config", "check", "--mode", "live").code()).isEqualTo(ExitCodes.CONFIGURATION);
    }

    @Test
    void saysThatNoNodeRuns() throws Exception {
        assertThat(atHome("positions").code()).isEqualTo(ExitCodes.UNREACHABLE);
        new NodeFile("127.0.0.1", 1, Long.MAX_VALUE, "paper").write(home);
        assertThat(atHome("positions").err()).contains("no node runs in " + home);
    }

    @Test
    void showsPositionsAndReturnsWhetherOneIsUnprotected() throws Exception {
        try (var node = new StubNode(home)) {
            assertThat(atHome("positions").out()).contains("Nothing is open. Try: belay open");
            node.holdsBtc(false);
            Ran bare = atHome("positions");
            assertThat(bare.code()).isEqualTo(ExitCodes.UNPROTECTED);
            assertThat(bare.out()).contains("MODE paper, 1 open, 0 protected", "UNPROTECTED  #1", "+5.00", "+0.78");
            assertThat(bare.err()).contains("1 without a proven stop");
            JsonNode json =
                    JournalFormat.json().readTree(atHome("positions", "--json").out());
            assertThat(json.at("/positions/0/stop/wanted").asText()).isEqualTo("62720");
        }
    }

    @Test
    void showsALegInQuarantineAndRebuildsItOnlyForAReason() throws Exception {
        try (var node = new StubNode(home)) {
            node.quarantinesBtc();
            Ran positions = atHome("positions");
            assertThat(positions.code()).isEqualTo(ExitCodes.UNREADABLE_JOURNAL);
            assertThat(positions.out()).containsPattern("QUARANTINED BTCUSDT since .*: row 2 is damaged");
            assertThat(positions.err()).contains("1 not guarded", "belay position LEG rebuild");
            assertThat(atHome("position", "BTCUSDT", "rebuild").err()).contains("say why");
            Ran rebuilt = atHome("position", "BTCUSDT", "rebuild", "--because", "a bad disk");
            assertThat(rebuilt.code()).isEqualTo(0);
            assertThat(rebuilt.out()).contains("rebuilt because a bad disk");
            Ran sound = atHome("position", "ETHUSDT", "rebuild", "--because", "for fun");
            assertThat(sound.code()).isEqualTo(ExitCodes.REFUSED);
            assertThat(sound.err()).contains("not quarantined");
        }
    }

    @Test
    void explainsWhyALegDoesWhatItDoes() throws Exception {
        try (var node = new StubNode(home)) {
            node.holdsBtc(false);
            assertThat(atHome("why", "BTCUSDT").out())
                    .contains("main:BTCUSDT:BOTH is OPEN, UNPROTECTED, after event #1")
                    .contains("because of event #1: position adopted")
                    .contains("proven by STREAM, 0.0 s ago; not seen since this node started");
            JsonNode json = JournalFormat.json()
                    .readTree(atHome("why", "BTCUSDT", "--json").out());
            assertThat(json.at("/believed/0/proof").asText()).isEqualTo("STREAM");
            assertThat(atHome("why", "ETHUSDT").code()).isEqualTo(ExitCodes.REFUSED);
        }
    }

    @Test
    void showsTheRoadToTheExchange() throws Exception {
        try (var node = new StubNode(home)) {
            assertThat(node.events()).isEmpty();
            Ran ran = atHome("gateway");
            assertThat(ran.code()).isEqualTo(0);
            assertThat(ran.out())
                    .contains("The exchange may be asked.", "2 calls out", "1 refused (-2021 x 1)")
                    .containsPattern("AUDIT +3 +250")
                    .containsPattern("weightPerMinute +41 +2400 +1");
        }
    }

    @Test
    void aBanIsTheFirstThingThatIsShown() throws Exception {
        JsonNode banned = JournalFormat.json().readTree("""
                {"silentUntil": 1763700000000, "silentUntilUtc": "2025-11-21T04:40:00Z", "placingSilentUntil": null}
                """);

        assertThat(GatewayTable.lines(banned).get(0)).startsWith("SILENT until 2025-11-21T04:40:00Z");
    }

    @Test
    void opensAndTellsUntilItIsProtected() throws Exception {
        try (var node = new StubNode(home)) {
            Ran ran = atHome("open", "btcusdt", "long", "--usd", "640", "--by", "alice");
            assertThat(ran.err()).isEmpty();
            assertThat(ran.code()).isEqualTo(0);
            assertThat(ran.out())
                    .contains("accepted: LONG 0.01 BTCUSDT at about 64000, stop at 62720 first")
                    .contains("entry-decided", "(by alice)", "position-opened", "stop-confirmed")
                    .endsWith("protected: stop at 62720, disaster stop at 60800" + System.lineSeparator());
            assertThat(atHome("positions").code()).isEqualTo(0);
            Ran closing = atHome("position", "BTCUSDT", "close", "--reason", "enough", "--by", "alice");
            assertThat(closing.out()).contains("closing 0.01 at market");
            assertThat(node.events()).last().isInstanceOf(LegEvent.CloseDecided.class);
        }
    }

    @Test
    void putsAPositionUnderAnotherPolicy() throws Exception {
        try (var node = new StubNode(home)) {
            node.holdsBtc(true);
            Ran named = atHome("position", "BTCUSDT", "policy", "careful", "--because", "calm", "--by", "alice");
            assertThat(named.err()).isEmpty();
            assertThat(named.out()).contains("the policy is careful");
            Ran priced =
                    atHome("position", "BTCUSDT", "policy", "--stop", "61000.5", "--override", "--because", "room");
            assertThat(priced.code()).isEqualTo(0);

            assertThat(node.wishes().get(0).reason()).isEqualTo("calm");
            assertThat(node.wishes().get(0).by()).isEqualTo("alice");
            assertThat(node.wishes().get(0).override()).isFalse();
            assertThat(node.wishes().get(1).policy()).isEmpty();
            assertThat(node.wishes().get(1).stop()).contains(Price.of("61000.5"));
            assertThat(node.wishes().get(1).override()).isTrue();
        }
    }

    @Test
    void saysWhatIsMissingForAnotherPolicy() throws Exception {
        try (var node = new StubNode(home)) {
            node.holdsBtc(true);
            assertThat(atHome("position", "BTCUSDT", "policy", "careful").err()).contains("say why", "policy NAME");
            assertThat(atHome("position", "BTCUSDT", "policy", "--because", "x").err())
                    .contains("name a policy or a price");
            assertThat(atHome("position", "BTCUSDT", "close", "--override", "--because", "x")
                            .err())
                    .contains("belong to policy");
            Ran wrong = atHome("position", "BTCUSDT", "policy", "--stop", "low", "--because", "x");
            assertThat(wrong.code()).isEqualTo(ExitCodes.USAGE);
            assertThat(wrong.err()).contains("stop: expected a price");
            assertThat(atHome("position", "ETHUSDT", "policy", "careful", "--because", "x")
                            .code())
                    .isEqualTo(ExitCodes.REFUSED);
            assertThat(node.wishes()).isEmpty();
        }
    }

    @Test
    void tellsWhyAnOpeningIsRefused() throws Exception {
        try (var node = new StubNode(home)) {
            Ran ran = atHome("open", "BTCUSDT", "long", "--usd", "5000");
            assertThat(ran.code()).isEqualTo(ExitCodes.REFUSED);
            assertThat(ran.err()).contains("refused by the rule budget: 1000 is the most");
            assertThat(atHome("open", "BTCUSDT", "up", "--usd", "5").code()).isEqualTo(ExitCodes.USAGE);
            assertThat(atHome("position", "BTCUSDT", "close").err()).contains("say why");
            assertThat(atHome("position", "ETHUSDT", "close", "--reason", "x").code())
                    .isEqualTo(ExitCodes.REFUSED);
            assertThat(node.events()).isEmpty();
        }
    }

    @Test
    void readsTheJournalFromTheNodeAndFromTheDatabaseAlike() throws Exception {
        String show;
        String state;
        try (var node = new StubNode(home)) {
            node.holdsBtc(true);
            show = atHome("journal", "show", "BTCUSDT").out();
            state = atHome("journal", "state", "BTCUSDT", "--at", "5").out();
            store(node.events());
        }
        Files.delete(NodeFile.file(home));
        assertThat(show.lines()).hasSize(5);
        assertThat(state).contains("OPEN, protection PROTECTED", "wanted 62720, proven 62720, disaster 60800");
        assertThat(atHome("journal", "show", "BTCUSDT").out()).isEqualTo(show);
        assertThat(atHome("journal", "state", "BTCUSDT", "--at", "5").out()).isEqualTo(state);
        assertThat(atHome("journal", "ls").out()).containsPattern("main:BTCUSDT:BOTH +5 ");
        assertThat(atHome("journal", "state", "BTCUSDT", "--at", "6").code()).isEqualTo(ExitCodes.REFUSED);
    }

    @Test
    void lookingAtAJournalNeverMakesOne() throws Exception {
        Ran ran = atHome("journal", "ls");
        assertThat(ran.code()).isEqualTo(ExitCodes.UNREACHABLE);
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).isEmpty();
        }
    }

    private void store(List<LegEvent> events) throws Exception {
        Settings.Database database = SettingsReader.forClient(
                        SettingsSource.shipped(Settings.Mode.PAPER).with("home=" + home))
                .database();
        database.journal().schema().bringUp(Optional.empty());
        String insert =
                "INSERT INTO \"event_journal\" (\"persistence_id\", \"sequence_number\", \"deleted\", \"writer\","
                        + " \"write_timestamp\", \"adapter_manifest\", \"event_payload\", \"event_ser_id\","
                        + " \"event_ser_manifest\") VALUES ('leg|main:BTCUSDT:BOTH', ?, FALSE, '', 1, '', ?, 1, ?)";
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.prepareStatement(insert)) {
            for (int index = 0; index < events.size(); index++) {
                statement.setLong(1, index + 1L);
                statement.setBytes(2, JournalFormat.write(events.get(index)));
                statement.setString(3, JournalFormat.nameOf(events.get(index)));
                statement.executeUpdate();
            }
        }
    }

    private Ran atHome(String... arguments) {
        return run(Stream.concat(Stream.of(arguments), Stream.of("--set", "home=" + home))
                .toArray(String[]::new));
    }

    private static Ran run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Ran(code, out.toString(), err.toString());
    }
}
