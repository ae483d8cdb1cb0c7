package dev.belay.app;

import akka.actor.typed.javadsl.AskPattern;
import dev.belay.exchange.binance.BinanceKey;
import dev.belay.market.MarketStreamActor;
import dev.belay.money.PositionSide;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.GeneratedPrices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A node in testnet mode at a simulator of its own, in real time: it goes through all that a node goes through when it
 * starts, so that what a start needs is known afterwards.
 *
 * <p>It runs on the command's own thread, which has nothing else to do: between two looks that thread simply waits.
 */
final class Rehearsal implements AutoCloseable {

    private static final PositionKey POSITION = new PositionKey(new Symbol("BTCUSDT"), PositionSide.BOTH);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** D and W. */
    private static final int STOPS = 2;
    /** Of the symbol whose position is open: one a second. */
    private static final int PRICES = 3;

    private final PaperExchange exchange;
    private final Settings settings;
    private Node node;

    /** Starts the exchange and the node, which keeps its files in {@code home}. */
    Rehearsal(Path home) throws IOException {
        exchange = exchange();
        settings = settings(home, exchange.access());
        node = start();
    }

    private static PaperExchange exchange() {
        long now = System.currentTimeMillis();
        List<SymbolSpec> symbols =
                WellKnownSymbols.find(POSITION.symbol()).stream().toList();
        return PaperExchange.start(
                SimulatorSettings.of(symbols, new GeneratedPrices(symbols, 1, now), now), SimulatorAudit.NONE);
    }

    private static Settings settings(Path home, ExchangeAccess access) throws IOException {
        List<String> overrides = List.of(
                "home=" + home,
                "exchange.key-file=" + keyFile(home, access.key()),
                "exchange.rest=" + access.endpoints().rest(),
                "exchange.market-stream=" + access.endpoints().marketStream(),
                "exchange.user-stream=" + access.endpoints().userStream(),
                "api.port=0",
                "probes.port=0");
        return SettingsReader.forStart(
                new SettingsSource(Optional.of(Settings.Mode.TESTNET), Optional.empty(), overrides), Map.of());
    }

    private static Path keyFile(Path home, BinanceKey key) throws IOException {
        Path file = Files.createFile(
                home.resolve("key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(file, List.of(key.apiKey(), key.secret()));
    }

    private Node start() {
        Node started = Node.start(settings, SimulatorAudit.NONE);
        started.serve(settings);
        return started;
    }

    /** A person opens a position; returns when its stops rest. */
    void open() throws InterruptedException {
        Simulator simulator = exchange.simulator();
        simulator
                .control()
                .open(POSITION, Side.BUY, Quantity.of("0.01"))
                .toCompletableFuture()
                .join();
        await(() -> simulator
                        .control()
                        .with(account -> account.openAlgoOrders().size())
                        .toCompletableFuture()
                        .join()
                == STOPS);
    }

    /** Starts the node once more; returns when prices come to the leg that came back. */
    void restart() throws InterruptedException {
        node.close();
        node = start();
        await(() -> pricesHeard() >= PRICES);
    }

    private long pricesHeard() {
        return AskPattern.ask(
                        node.refs().market(),
                        MarketStreamActor.GetHealth::new,
                        ANSWER,
                        node.system().scheduler())
                .toCompletableFuture()
                .join()
                .prices();
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the rehearsal came to nothing; the lines above say more");
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    @Override
    public void close() {
        node.close();
        exchange.close();
    }
}
