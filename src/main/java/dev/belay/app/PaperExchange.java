package dev.belay.app;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.belay.exchange.binance.BinanceEndpoints;
import dev.belay.exchange.binance.BinanceKey;
import dev.belay.money.Symbol;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.Speed;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.BarPath;
import dev.belay.simulator.prices.GeneratedPrices;
import dev.belay.simulator.prices.Kline;
import dev.belay.simulator.prices.KlineFile;
import dev.belay.simulator.prices.KlinePrices;
import dev.belay.simulator.prices.PriceSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * The exchange of paper mode: the simulator in this process, reached over real sockets like any other exchange. It has
 * an actor system of its own, and remembers itself in the node's home.
 */
final class PaperExchange implements AutoCloseable {

    private static final Config ENGINE = ConfigFactory.parseString("""
                    akka.actor.provider = local
                    akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                    akka.cluster.downing-provider-class = ""
                    """).withFallback(NodeConfig.engine());

    private final ActorSystem<Void> system;
    private final Simulator simulator;

    private PaperExchange(ActorSystem<Void> system, Simulator simulator) {
        this.system = system;
        this.simulator = simulator;
    }

    /** Starts the simulator with time standing still; throws {@link StartFailure} when it cannot. */
    static PaperExchange start(Settings settings, SimulatorAudit audit) {
        return start(simulatorSettings(settings), audit);
    }

    static PaperExchange start(SimulatorSettings settings, SimulatorAudit audit) {
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "simulator", ENGINE.resolve());
        try {
            Simulator simulator = Simulator.start(system, settings, audit)
                    .toCompletableFuture()
                    .join();
            return new PaperExchange(system, simulator);
        } catch (CompletionException e) {
            system.terminate();
            throw new StartFailure(StartFailure.UNREACHABLE, reason(e));
        }
    }

    private static String reason(CompletionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
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
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    private static SimulatorSettings simulatorSettings(Settings settings) {
        Settings.Paper paper = settings.paper();
        List<SymbolSpec> symbols =
                paper.symbols().stream().map(PaperExchange::spec).toList();
        Speed speed = paper.speed() == 0 ? Speed.MAX : new Speed(paper.speed());
        SimulatorSettings base = paper.replay().isEmpty() ? generated(symbols, paper.seed()) : replayed(paper);
        return base.onPort(paper.port())
                .at(speed, true)
                .withWallet(paper.wallet())
                .rememberedIn(settings.home().resolve("exchange.jsonl"));
    }

    private static SimulatorSettings generated(List<SymbolSpec> symbols, long seed) {
        long now = System.currentTimeMillis();
        return SimulatorSettings.of(symbols, new GeneratedPrices(symbols, seed, now), now);
    }

    private static SimulatorSettings replayed(Settings.Paper paper) {
        Map<SymbolSpec, List<Kline>> bars = new LinkedHashMap<>();
        paper.replay().forEach(replay -> bars.put(spec(replay.symbol()), KlineFile.read(replay.file())));
        long start = bars.values().stream()
                .mapToLong(list -> list.get(0).openTime())
                .min()
                .orElseThrow();
        PriceSource prices = new KlinePrices(bars, paper.stepsPerMinute(), BarPath.SEEDED, paper.seed());
        return SimulatorSettings.of(List.copyOf(bars.keySet()), prices, start);
    }

    private static SymbolSpec spec(Symbol symbol) {
        return WellKnownSymbols.find(symbol)
                .orElseThrow(() -> new StartFailure(
                        StartFailure.CONFIGURATION,
                        "belay.paper.symbols: the simulator does not know %s; it knows %s"
                                .formatted(
                                        symbol,
                                        WellKnownSymbols.all().stream()
                                                .map(spec -> spec.symbol().name())
                                                .toList())));
    }
}
