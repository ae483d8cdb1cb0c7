package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import dev.belay.exchange.binance.BinanceEndpoints;
import dev.belay.exchange.binance.BinanceMarketFeed;
import dev.belay.market.MarketFeed;
import dev.belay.market.MarketPrice;
import dev.belay.market.MarketStream;
import dev.belay.market.PriceKind;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import dev.belay.simulator.prices.ScriptedPrices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * At full speed time waits for every frame to be read. A frame that is lost when a socket ends would be waited for in
 * vain, for seconds of the machine.
 */
class PacedSocketsTest {

    private static final long START = 1_790_000_000_000L;
    private static final List<SymbolSpec> SPECS = WellKnownSymbols.all();
    private static final Set<Symbol> SYMBOLS =
            SPECS.stream().map(SymbolSpec::symbol).collect(Collectors.toSet());
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(
            Behaviors.empty(),
            "paced-sockets",
            ConfigFactory.parseString("akka.daemonic = on, akka.loglevel = off").withFallback(ConfigFactory.load()));

    private final Simulator simulator = Simulator.start(
                    SYSTEM,
                    SimulatorSettings.of(SPECS, new ScriptedPrices(SPECS, START), START)
                            .at(Speed.MAX, true))
            .toCompletableFuture()
            .join();
    private final AtomicLong prices = new AtomicLong();
    private final AtomicLong ends = new AtomicLong();

    @AfterEach
    void stop() {
        simulator.stop().toCompletableFuture().join();
    }

    private MarketFeed feed() {
        BinanceEndpoints endpoints = BinanceEndpoints.of(
                simulator.restBase(), simulator.streamBase() + "/market", simulator.streamBase() + "/private");
        var feed = new BinanceMarketFeed(SYSTEM, endpoints, Map.of("X-Belay-Paced", "true"), simulator.clock());
        feed.start(new MarketFeed.Listener() {
            @Override
            public void price(MarketPrice price) {
                prices.incrementAndGet();
                simulator.clock().pace().end();
            }

            @Override
            public void connected() {}

            @Override
            public void disconnected(String why) {
                ends.incrementAndGet();
            }

            @Override
            public void unreadable(String why) {}
        });
        feed.watch(SYMBOLS.stream()
                .map(symbol -> new MarketStream(symbol, PriceKind.MARK))
                .collect(Collectors.toSet()));
        return feed;
    }

    @Test
    void nothingIsWaitedForInVainWhenSocketsAreCut() {
        simulator
                .control()
                .arm(new FaultOrder(Fault.CLOSE_SOCKET, "market", 0, 100, 0, Map.of()))
                .toCompletableFuture()
                .join();
        MarketFeed feed = feed();
        simulator.clock().resume();
        await().atMost(Duration.ofSeconds(60)).until(() -> ends.get() >= 20);
        assertThat(simulator.clock().overruns()).isZero();
        feed.stop();
    }

    @Test
    void nothingIsWaitedForInVainWhenClientsGo() {
        simulator.clock().resume();
        for (int round = 0; round < 20; round++) {
            long before = prices.get();
            MarketFeed feed = feed();
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> prices.get() > before + 10);
            feed.stop();
        }
        assertThat(simulator.clock().overruns()).isZero();
    }
}
