package dev.belay.app;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * An exchange of one's own, in real time, for a node in testnet mode: the node uses the machine's clock and a key file, as
 * it would at the real one.
 */
abstract class TestnetFixture {

    @TempDir
    Path home;

    final List<RequestVerdict> requests = new CopyOnWriteArrayList<>();
    /** The machine's time at which each of them arrived. */
    final List<Long> arrivals = new CopyOnWriteArrayList<>();

    PaperExchange exchange;

    @BeforeEach
    void startExchange() {
        List<SymbolSpec> symbols =
                List.of(WellKnownSymbols.find(new Symbol("BTCUSDT")).orElseThrow());
        long now = System.currentTimeMillis();
        exchange = PaperExchange.start(
                SimulatorSettings.of(symbols, new ScriptedPrices(symbols, now), now), new SimulatorAudit() {
                    @Override
                    public void request(RequestVerdict verdict) {
                        arrivals.add(System.currentTimeMillis());
                        requests.add(verdict);
                    }
                });
    }

    @AfterEach
    void stopExchange() {
        exchange.close();
    }

    Settings settings(BinanceKey key) {
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
                paper.cluster(),
                paper.policies(),
                paper.entries(),
                paper.silenceMax(),
                paper.paper());
    }

    BinanceKey right() {
        return exchange.access().key();
    }
}
