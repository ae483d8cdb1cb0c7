package dev.belay.oracles;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.ScriptedPrices;
import java.util.List;

/** A simulator in real time whose prices stand still until they are moved; BTCUSDT begins at 96,000. */
final class OpenExchange implements AutoCloseable {

    static final String BTC = "BTCUSDT";

    private final ActorSystem<Void> system = ActorSystem.create(
            Behaviors.empty(),
            "oracles",
            ConfigFactory.parseString("akka.daemonic = on").withFallback(ConfigFactory.load()));
    final Simulator simulator = start();

    private Simulator start() {
        List<SymbolSpec> symbols = WellKnownSymbols.all();
        long now = System.currentTimeMillis();
        SimulatorSettings settings = SimulatorSettings.of(symbols, new ScriptedPrices(symbols, now), now);
        return Simulator.start(system, settings).toCompletableFuture().join();
    }

    /** Sets last and mark price of BTCUSDT. */
    void bitcoinStandsAt(String price) {
        simulator
                .control()
                .setPrice(new Symbol(BTC), Price.of(price))
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        simulator.stop().toCompletableFuture().join();
        system.terminate();
    }
}
