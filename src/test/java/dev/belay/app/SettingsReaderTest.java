package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Percent;
import dev.belay.trailing.StopPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

    private static final SettingsSource PAPER = SettingsSource.shipped(Settings.Mode.PAPER);
    private static final Map<String, String> KEYS = Map.of("BELAY_API_KEY", "key-1", "BELAY_API_SECRET", "s3cret");

    @TempDir
    private Path directory = Path.of("");

    private static StopPolicy policyOf(Settings settings) {
        return settings.policies().of(LegId.parse("main:BTCUSDT:BOTH"), Direction.LONG);
    }

    @Test
    void theShippedProfilesAreRight() {
        for (Settings.Mode mode : Settings.Mode.values()) {
            Settings settings = SettingsReader.forClient(SettingsSource.shipped(mode));
            assertThat(settings.mode()).isEqualTo(mode);
            assertThat(policyOf(settings)).isEqualTo(StopPolicy.DEFAULT);
            assertThat(settings.home()).isEqualTo(Path.of(".belay", mode.name().toLowerCase(Locale.ROOT)));
            assertThat(settings.api().host()).isEqualTo("127.0.0.1");
            assertThat(settings.database().url()).contains("WRITE_DELAY=0").startsWith("jdbc:h2:file:/");
        }
    }

    @Test
    void theFileAndTheTableOfKeysNameTheSameKeys() {
        Config shipped = ConfigFactory.parseResources("belay.conf").resolve();
        var written = shipped.entrySet().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
        var known = SettingsKeys.ALL.stream().map(SettingsKey::path).collect(Collectors.toCollection(TreeSet::new));
        assertThat(written).isEqualTo(known);
    }

    @Test
    void everyExampleIsItselfRight() {
        for (SettingsKey<?> key : SettingsKeys.ALL) {
            var text = new SettingsText(ConfigFactory.parseString(key.path() + " = " + key.example()));
            assertThat(text.isRight(key)).as(key.path()).isTrue();
        }
    }

    @Test
    void aFileNeedsOnlyWhatDiffersAndAnOverrideWins() throws IOException {
        Path file = file("belay.policies.default.callback = 0.8\nbelay.policies.default.activation = \"1 %\"\n");
        var source =
                new SettingsSource(Optional.empty(), Optional.of(file), List.of("policies.default.callback=0.7 %"));
        Settings settings = SettingsReader.forStart(source, Map.of());
        assertThat(settings.mode()).isEqualTo(Settings.Mode.PAPER);
        assertThat(policyOf(settings).callback()).isEqualTo(Percent.of("0.7"));
        assertThat(policyOf(settings).activation()).isEqualTo(Percent.of("1"));
    }

    @Test
    void tellsAllProblemsAtOnceWithTheirPlaces() throws IOException {
        Path file = file("""
                belay {
                  policies.default.calback = 0.5
                  policies.default.minimum-interval = 2
                  api.port = 70700
                  api.host = "0.0.0.0"
                  entries.largest-position = lots
                }
                """);
        InvalidSettings invalid = refused(file);
        assertThat(invalid.problems()).hasSize(5);
        assertThat(invalid)
                .hasMessageContaining(file + ":2  belay.policies.default.calback")
                .hasMessageContaining("Did you mean belay.policies.default.callback?")
                .hasMessageContaining(file + ":3  belay.policies.default.minimum-interval = 2")
                .hasMessageContaining("a duration with its unit (ms, s, m or h), 0 ms to 10 m")
                .hasMessageContaining(file + ":4  belay.api.port = 70700")
                .hasMessageContaining("a whole number from 0 to 65535")
                .hasMessageContaining(file + ":5  belay.api.host = 0.0.0.0")
                .hasMessageContaining(file + ":6  belay.entries.largest-position = lots")
                .hasMessageContaining("5 problems in the configuration. Nothing was started.");
    }

    @Test
    void refusesADisasterStopThatIsNotTheWiderOne() throws IOException {
        InvalidSettings invalid = refused(file("belay.policies.default.disaster = \"2 %\"\n"));
        assertThat(invalid)
                .hasMessageContaining("belay.policies.default.disaster = 2 %")
                .hasMessageContaining("more than belay.policies.default.initial-stop, which is 2 %");
    }

    @Test
    void refusesKeysOutsideOfBelay() throws IOException {
        assertThat(refused(file("akka.loglevel = DEBUG\n"))).hasMessageContaining(":1  akka.loglevel");
    }

    @Test
    void refusesAnH2AddressThatLosesConfirmedEvents() {
        InvalidSettings invalid = refused(PAPER.with("database.url=jdbc:h2:file:./x"));
        assertThat(invalid).hasMessageContaining("WRITE_DELAY=0").hasMessageContaining("--set");
    }

    @Test
    void neverShowsThePassword() {
        InvalidSettings invalid =
                refused(PAPER.with("database.password=hunter2").with("api.port=x"));
        assertThat(invalid.getMessage()).doesNotContain("hunter2");
    }

    @Test
    void saysWhereAFileIsBroken() throws IOException {
        Path file = file("belay {\n  mode = paper\n  }}\n");
        assertThat(refused(file)).hasMessageContaining("settings.conf").hasMessageContaining("3");
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThat(refused(directory.resolve("nowhere.conf"))).hasMessageContaining("does not exist");
    }

    @Test
    void refusesToGuessBetweenTwoModes() throws IOException {
        Path file = file("belay.mode = testnet\n");
        var source = new SettingsSource(Optional.of(Settings.Mode.LIVE), Optional.of(file), List.of());
        assertThat(refused(source)).hasMessageContaining("--mode says live");
    }

    @Test
    void liveModeWantsBothAcknowledgementsAndAKey() {
        InvalidSettings invalid = catchThrowableOfType(
                InvalidSettings.class,
                () -> SettingsReader.forStart(SettingsSource.shipped(Settings.Mode.LIVE), Map.of()));
        assertThat(invalid.problems()).hasSize(3);
        assertThat(invalid)
                .hasMessageContaining("belay.live.i-understand = \"real orders with real money\"")
                .hasMessageContaining("belay.live.h2-survives-kill-not-power-cut = true")
                .hasMessageContaining("BELAY_API_KEY and BELAY_API_SECRET");
        SettingsSource acknowledged = SettingsSource.shipped(Settings.Mode.LIVE)
                .with("live.i-understand=real orders with real money")
                .with("live.h2-survives-kill-not-power-cut=true");
        assertThat(SettingsReader.forStart(acknowledged, KEYS).mode()).isEqualTo(Settings.Mode.LIVE);
    }

    @Test
    void aKeyFileMustBelongToItsOwnerAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "# test\nkey-1\ns3cret\n");
        Settings settings = SettingsReader.forClient(
                SettingsSource.shipped(Settings.Mode.TESTNET).with("exchange.key-file=" + file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        InvalidSettings invalid =
                catchThrowableOfType(InvalidSettings.class, () -> ExchangeKeys.read(settings, Map.of()));
        assertThat(invalid).hasMessageContaining("chmod 600").hasMessageNotContaining("s3cret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(ExchangeKeys.read(settings, Map.of()).secret()).isEqualTo("s3cret");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("settings.conf"), text);
    }

    private static InvalidSettings refused(Path file) {
        return refused(new SettingsSource(Optional.empty(), Optional.of(file), List.of()));
    }

    private static InvalidSettings refused(SettingsSource source) {
        return catchThrowableOfType(InvalidSettings.class, () -> SettingsReader.forStart(source, Map.of()));
    }
}
