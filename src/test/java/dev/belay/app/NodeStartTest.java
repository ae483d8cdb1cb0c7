package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.belay.exchange.binance.BinanceKey;
import dev.belay.money.Symbol;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.ScriptedPrices;
import dev.belay.simulator.wire.RequestVerdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node that starts at an exchange of its own in testnet mode: keys that are wrong, and bans of an earlier run. */
@Timeout(120)
class NodeStartTest {

    @TempDir
    Path home;

    private final List<RequestVerdict> requests = new CopyOnWriteArrayList<>();
    private PaperExchange exchange;

    @BeforeEach
    void startExchange() {
        List<SymbolSpec> symbols =
                List.of(WellKnownSymbols.find(new Symbol("BTCUSDT")).orElseThrow());
        long now = System.currentTimeMillis();
        exchange = PaperExchange.start(
                SimulatorSettings.of(symbols, new ScriptedPrices(symbols, now), now), new SimulatorAudit() {
                    @Override
                    public void request(RequestVerdict verdict) {
                        requests.add(verdict);
                    }
                });
    }

    @AfterEach
    void stopExchange() {
        exchange.close();
    }

    private Settings settings(BinanceKey key) {
        try {
            Path file = home.resolve("key");
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, List.of(key.apiKey(), key.secret()));
            return testnet(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Settings testnet(Path keyFile) {
        Settings paper = TestSettings.paper(home, TestSettings.generated(1, "BTCUSDT"));
        String stream = exchange.simulator().streamBase();
        return new Settings(
                Settings.Mode.TESTNET,
                home,
                paper.account(),
                paper.ids(),
                new Settings.Exchange(
                        URI.create(exchange.simulator().restBase()),
                        URI.create(stream + "/market"),
                        URI.create(stream + "/private"),
                        paper.exchange().receiveWindow(),
                        paper.exchange().callTimeout(),
                        Optional.of(keyFile),
                        paper.exchange().limits()),
                paper.api(),
                paper.probes(),
                paper.database(),
                paper.policy(),
                paper.entries(),
                paper.silenceMax(),
                paper.paper());
    }

    private BinanceKey right() {
        return exchange.access().key();
    }

    private static String changed(String text) {
        return (text.startsWith("a") ? "b" : "a") + text.substring(1);
    }

    private void startOnceWell() {
        try (Node node = Node.start(settings(right()), SimulatorAudit.NONE)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(home.resolve("symbols.json")));
            assertThat(node.refs()).isNotNull();
        }
    }

    private void assertRefused(BinanceKey key, int code) {
        CommandFailure failure = catchThrowableOfType(
                () -> Node.start(settings(key), SimulatorAudit.NONE).close(), CommandFailure.class);

        assertThat(failure.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(failure)
                .hasMessageContaining("refuses the key: " + code)
                .hasMessageContaining("Check key, secret, their mode (TESTNET)");
        assertThat(failure.getMessage()).doesNotContain(key.secret()).doesNotContain(key.apiKey());
    }

    @Test
    void aWrongKeyIsToldAtTheFirstStart() {
        assertRefused(new BinanceKey(changed(right().apiKey()), right().secret()), -2015);
    }

    @Test
    void aWrongSecretIsToldAtTheFirstStart() {
        assertRefused(new BinanceKey(right().apiKey(), changed(right().secret())), -1022);
    }

    @Test
    void aWrongKeyIsToldAlthoughTheSymbolsAreKnown() {
        startOnceWell();
        assertRefused(new BinanceKey(changed(right().apiKey()), right().secret()), -2015);
    }

    @Test
    void aWrongSecretIsToldAlthoughTheSymbolsAreKnown() {
        startOnceWell();
        assertRefused(new BinanceKey(right().apiKey(), changed(right().secret())), -1022);
    }

    @Test
    void aRestartDuringABanMakesNoCallAndSaysUntilWhen() {
        startOnceWell();
        long until = System.currentTimeMillis() + 600_000;
        BanFile.in(home, URI.create(exchange.simulator().restBase())).keep(until);
        requests.clear();

        Settings settings = settings(right());
        try (Node node = Node.start(settings, SimulatorAudit.NONE)) {
            assertThat(node.silentUntil(settings).orElseThrow().toEpochMilli()).isEqualTo(until);
        }

        assertThat(requests).isEmpty();
    }

    @Test
    void aFirstStartDuringABanEndsWithOneMessageAndMakesNoCall() {
        long until = System.currentTimeMillis() + 600_000;
        BanFile.in(home, URI.create(exchange.simulator().restBase())).keep(until);

        CommandFailure failure = catchThrowableOfType(
                () -> Node.start(settings(right()), SimulatorAudit.NONE).close(), CommandFailure.class);

        assertThat(failure.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(failure).hasMessageContaining("wants to hear nothing from this address until");
        assertThat(requests).isEmpty();
    }

    @Test
    void aBanThatIsOverIsForgotten() {
        BanFile.in(home, URI.create(exchange.simulator().restBase())).keep(System.currentTimeMillis() - 1);

        startOnceWell();

        assertThat(requests).isNotEmpty();
    }
}
