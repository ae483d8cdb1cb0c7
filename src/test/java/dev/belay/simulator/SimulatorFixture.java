package dev.belay.simulator;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import dev.belay.money.PositionSide;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.ScriptedPrices;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A fresh simulator for each test, with scripted prices in real time; BTCUSDT stands at 96,000. */
abstract class SimulatorFixture {

    static final Symbol BTC = new Symbol("BTCUSDT");
    static final PositionKey KEY = new PositionKey(BTC, PositionSide.BOTH);
    static final Duration SOON = Duration.ofSeconds(10);
    static final long START = 1_790_000_000_000L;
    static final String STOP = "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET"
            + "&triggerPrice=95000&workingType=MARK_PRICE";

    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(
            Behaviors.empty(),
            "simulator-wire",
            ConfigFactory.parseString("akka.daemonic = on").withFallback(ConfigFactory.load()));

    final SimulatorRecorder recorder = new SimulatorRecorder();
    final Simulator simulator = start();
    final RestClient client = new RestClient(simulator);

    private Simulator start() {
        List<SymbolSpec> symbols = WellKnownSymbols.all();
        SimulatorSettings settings = SimulatorSettings.of(symbols, new ScriptedPrices(symbols, START), START);
        return Simulator.start(SYSTEM, settings, recorder).toCompletableFuture().join();
    }

    /** Another exchange beside the fixture's; the caller stops it. */
    static Simulator another(SimulatorSettings settings, SimulatorAudit audit) {
        return Simulator.start(SYSTEM, settings, audit).toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        simulator.stop().toCompletableFuture().join();
    }
}
