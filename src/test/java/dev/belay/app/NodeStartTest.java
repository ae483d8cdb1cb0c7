package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.belay.exchange.binance.BinanceKey;
import dev.belay.simulator.SimulatorAudit;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that starts at an exchange of its own in testnet mode: keys that are wrong, and bans of an earlier run. */
@Timeout(120)
class NodeStartTest extends TestnetFixture {

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
