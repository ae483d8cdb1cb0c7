package dev.belay.app;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.belay.exchange.binance.BinanceEndpoints;
import dev.belay.exchange.binance.BinanceKey;
import dev.belay.money.Symbol;
import dev.belay.simulator.MadeUpSymbols;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.Speed;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.control.ControlServer;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.BarPath;
import dev.belay.simulator.prices.GeneratedPrices;
import dev.belay.simulator.prices.Kline;
import dev.belay.simulator.prices.KlineFile;
import dev.belay.simulator.prices.KlineFileException;
import dev.belay.simulator.prices.KlinePrices;
import dev.belay.simulator.prices.PriceSource;
import dev.belay.simulator.wire.Credentials;
import dev.belay.web.ApiGuard;
import dev.belay.web.ApiToken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The exchange of paper mode: the simulator in this process, reached over real sockets like any other exchange. It has
 * an actor system of its own, and remembers itself in the node's home.
 */
final class PaperExchange implements AutoCloseable {

    private static final Duration TRADER_EVERY = Duration.ofSeconds(20);

    private static final Config ENGINE = ConfigFactory.parseString("""
                    akka.actor.provider = local
                    akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                    akka.cluster.downing-provider-class = ""
                    """).withFallback(NodeConfig.engine());

    private final ActorSystem<Void> system;
    private final Simulator simulator;
    private final List<SymbolSpec> symbols;
    private final PaperOversight oversight;

    private PaperExchange(
            ActorSystem<Void> system, Simulator simulator, List<SymbolSpec> symbols, PaperOversight oversight) {
        this.system = system;
        this.simulator = simulator;
        this.symbols = symbols;
        this.oversight = oversight;
    }

    /** Starts the simulator with time standing still; throws {@link CommandFailure} when it cannot. */
    static PaperExchange start(Settings settings, SimulatorAudit audit) {
        Settings.Oversight wanted = settings.paper().oversight();
        PaperExchange exchange = start(() -> simulatorSettings(settings), audit, PaperOversight.open(wanted));
        try {
            ApiGuard guard = new ApiGuard(ApiToken.readOrCreate(settings.home()));
            exchange.oversight
                    .control(wanted, exchange.system, exchange.simulator, guard)
                    .ifPresent(port -> System.err.println("control API of the simulator: http://127.0.0.1:" + port));
            return exchange;
        } catch (IOException | CommandFailure e) {
            exchange.close();
            throw e instanceof CommandFailure failure
                    ? failure
                    : new CommandFailure(ExitCodes.UNREACHABLE, "the token cannot be used: " + e.getMessage());
        }
    }

    static PaperExchange start(SimulatorSettings settings, SimulatorAudit audit) {
        return start(() -> settings, audit, PaperOversight.open(Settings.Oversight.NONE));
    }

    /** The settings are asked for when the exchange can open at once: its time begins at the moment that they name. */
    private static PaperExchange start(
            Supplier<SimulatorSettings> wanted, SimulatorAudit otherwise, PaperOversight oversight) {
        SimulatorAudit audit = oversight.audit(otherwise);
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "simulator", ENGINE.resolve());
        try {
            SimulatorSettings settings = wanted.get();
            Simulator simulator = Simulator.start(system, settings, audit)
                    .toCompletableFuture()
                    .join();
            return new PaperExchange(system, simulator, settings.symbols(), oversight);
        } catch (CommandFailure e) {
            system.terminate();
            oversight.close();
            throw e;
        } catch (CompletionException e) {
            system.terminate();
            oversight.close();
            throw new CommandFailure(ExitCodes.UNREACHABLE, reason(e));
        }
    }

    private static String reason(CompletionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }

    /**
     * Runs the simulator by itself until it is told to stop, after printing its addresses and its key; returns the exit
     * code.
     *
     * @param key the account's, random when empty
     */
    static int runAlone(Settings.Paper paper, Optional<BinanceKey> key) {
        PaperOversight oversight = PaperOversight.open(paper.oversight());
        try (PaperExchange alone = start(() -> alone(paper, key), SimulatorAudit.NONE, oversight)) {
            Simulator simulator = alone.simulator();
            ApiToken token = ApiToken.random();
            OptionalInt control =
                    oversight.control(paper.oversight(), alone.system, simulator, ControlServer.guard(token));
            System.out.printf(
                    "rest    %s%nstream  %s/public|market|private%nkey     %s%nsecret  %s%n",
                    simulator.restBase(), simulator.streamBase(), simulator.apiKey(), simulator.secret());
            control.ifPresent(port -> System.out.printf(
                    "control http://127.0.0.1:%d%ntoken   Authorization: %s%n", port, token.authorization()));
            System.err.println("A simulated exchange for any Binance USDⓈ-M client. Stop with Ctrl-C.");
            alone.system.getWhenTerminated().toCompletableFuture().join();
            return ExitCodes.OK;
        }
    }

    private static SimulatorSettings alone(Settings.Paper paper, Optional<BinanceKey> key) {
        SimulatorSettings base = simulatorSettings(paper).at(speed(paper), false);
        return key.map(given -> base.withCredentials(new Credentials(given.apiKey(), given.secret())))
                .orElse(base);
    }

    /** Lets the pretend trader look at one symbol after the other. */
    void startTrader() {
        PretendTrader.start(simulator, symbols, TRADER_EVERY);
    }

    Simulator simulator() {
        return simulator;
    }

    ExchangeAccess access() {
        return new ExchangeAccess(
                BinanceEndpoints.of(
                        simulator.restBase(), simulator.streamBase() + "/market", simulator.streamBase() + "/private"),
                new BinanceKey(simulator.apiKey(), simulator.secret()),
                simulator.clock(),
                Map.of("X-Belay-Paced", "true"));
    }

    @Override
    public void close() {
        simulator.stop().toCompletableFuture().join();
        oversight.close();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    /** Time stands still until the node has connected. */
    private static SimulatorSettings simulatorSettings(Settings settings) {
        Settings.Paper paper = settings.paper();
        return simulatorSettings(paper)
                .at(speed(paper), true)
                .rememberedIn(settings.home().resolve("exchange.jsonl"));
    }

    private static SimulatorSettings simulatorSettings(Settings.Paper paper) {
        SimulatorSettings base = paper.replay().isEmpty()
                ? generated(paper.symbols().stream().map(PaperExchange::spec).toList(), paper.seed())
                : replayed(paper);
        return base.onPort(paper.port()).withWallet(paper.wallet());
    }

    private static Speed speed(Settings.Paper paper) {
        return paper.speed() == 0 ? Speed.MAX : new Speed(paper.speed());
    }

    private static SimulatorSettings generated(List<SymbolSpec> symbols, long seed) {
        long now = System.currentTimeMillis();
        return SimulatorSettings.of(symbols, new GeneratedPrices(symbols, seed, now), now);
    }

    private static SimulatorSettings replayed(Settings.Paper paper) {
        Map<SymbolSpec, List<Kline>> bars = new LinkedHashMap<>();
        paper.replay().forEach(replay -> bars.put(spec(replay.symbol()), klines(replay.file())));
        long start = bars.values().stream()
                .mapToLong(list -> list.get(0).openTime())
                .min()
                .orElseThrow();
        PriceSource prices = new KlinePrices(bars, paper.stepsPerMinute(), BarPath.SEEDED, paper.seed());
        return SimulatorSettings.of(List.copyOf(bars.keySet()), prices, start);
    }

    private static List<Kline> klines(Path file) {
        try {
            return KlineFile.read(file);
        } catch (KlineFileException e) {
            throw new CommandFailure(ExitCodes.CONFIGURATION, "belay.paper.replay: " + e.getMessage());
        }
    }

    private static SymbolSpec spec(Symbol symbol) {
        return WellKnownSymbols.find(symbol)
                .or(() -> MadeUpSymbols.find(symbol))
                .orElseThrow(() -> new CommandFailure(
                        ExitCodes.CONFIGURATION,
                        "belay.paper.symbols: the simulator does not know %s; it knows MADE1USDT to MADE999USDT and %s"
                                .formatted(
                                        symbol,
                                        WellKnownSymbols.all().stream()
                                                .map(spec -> spec.symbol().name())
                                                .toList())));
    }
}
