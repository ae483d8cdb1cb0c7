package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.money.PositionSide;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.GeneratedPrices;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole simulator at speed, and after a restart. */
class PacedReplayTest {

    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(Behaviors.empty(), "simulator-replay");
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final PositionKey KEY = new PositionKey(BTC, PositionSide.BOTH);
    private static final List<SymbolSpec> SYMBOLS = WellKnownSymbols.all().subList(0, 2);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long START = 1_790_000_000_000L;
    private static final int FRAMES = 2_000;

    @TempDir
    Path folder = Path.of("");

    @AfterAll
    static void end() {
        SYSTEM.terminate();
    }

    private static SimulatorSettings settings(long seed) {
        return SimulatorSettings.of(SYMBOLS, new GeneratedPrices(SYMBOLS, seed, START), START);
    }

    private static Simulator start(SimulatorSettings settings, SimulatorAudit audit) {
        return Simulator.start(SYSTEM, settings, audit).toCompletableFuture().join();
    }

    /** A client that counts its frames, as the embedded node does. */
    private static final class PacedClient implements WebSocket.Listener {
        private final ObjectMapper mapper = new ObjectMapper();
        private final List<Long> apart = new CopyOnWriteArrayList<>();
        private final HttpClient http = HttpClient.newHttpClient();
        private final StringBuilder part = new StringBuilder();
        private final SimulatorClock clock;
        private final WebSocket socket;

        PacedClient(Simulator simulator) {
            clock = simulator.clock();
            socket = http.newWebSocketBuilder()
                    .header("X-Belay-Paced", "true")
                    .buildAsync(URI.create(simulator.streamBase() + "/market/ws/btcusdt@markPrice@1s"), this)
                    .join();
        }

        void close() {
            socket.abort();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                handle(part.toString());
                part.setLength(0);
                clock.pace().end();
            }
            from.request(1);
            return null;
        }

        private void handle(String frame) {
            try {
                long sent = mapper.readTree(frame).path("E").asLong();
                apart.add(clock.millis() - sent);
            } catch (JsonProcessingException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    @Test
    void timeStandsStillUntilEachFrameIsHandled() {
        Simulator simulator = start(settings(5).at(Speed.MAX, true), SimulatorAudit.NONE);
        PacedClient client = new PacedClient(simulator);
        long begun = System.nanoTime();
        simulator.control().resume();
        await().atMost(SOON).until(() -> client.apart.size() >= FRAMES);
        long millis = Math.max(1, (System.nanoTime() - begun) / 1_000_000);
        System.out.println("paced: " + FRAMES * 1_000L / millis + " steps/s through a socket");
        assertThat(List.copyOf(client.apart).subList(0, FRAMES)).containsOnly(0L);
        assertThat(simulator.clock().overruns()).isZero();
        client.close();
        simulator.stop().toCompletableFuture().join();
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        assertThat(trace(11)).isEqualTo(trace(11));
        assertThat(trace(11)).isNotEqualTo(trace(12));
    }

    private static List<Object> trace(long seed) {
        SimulatorRecorder recorder = new SimulatorRecorder();
        Simulator simulator = start(settings(seed).at(Speed.MAX, true), recorder);
        simulator
                .control()
                .open(KEY, Side.BUY, Quantity.of("0.01"))
                .toCompletableFuture()
                .join();
        simulator.control().resume();
        await().atMost(SOON).until(() -> recorder.prices().size() >= 2_000);
        simulator.stop().toCompletableFuture().join();
        List<Object> trace = new ArrayList<>(recorder.prices().subList(0, 2_000));
        return trace;
    }

    @Test
    void findsItsExchangeAgainAfterARestart() {
        Path ledger = folder.resolve("paper/exchange.ledger");
        Simulator before = start(settings(5).rememberedIn(ledger).at(Speed.MAX, true), SimulatorAudit.NONE);
        before.control()
                .open(KEY, Side.BUY, Quantity.of("0.01"))
                .toCompletableFuture()
                .join();
        before.control().resume();
        await().atMost(SOON).until(() -> before.clock().millis() > START + 600_000);
        before.control().pause();
        AccountView remembered =
                before.control().account().toCompletableFuture().join();
        PriceStep last = latest(before);
        before.stop().toCompletableFuture().join();

        Simulator after = start(settings(5).rememberedIn(ledger).at(Speed.MAX, true), SimulatorAudit.NONE);
        AccountView found = after.control().account().toCompletableFuture().join();
        assertThat(found.wallet()).isEqualByComparingTo(remembered.wallet());
        assertThat(found.trades()).isEqualTo(remembered.trades());
        assertThat(found.positions().get(0).position())
                .isEqualTo(remembered.positions().get(0).position());
        assertThat(last.at() - latest(after).at()).isBetween(0L, 5_000L);
        assertThat(after.clock().millis()).isGreaterThanOrEqualTo(latest(after).at());
        after.stop().toCompletableFuture().join();
    }

    private static PriceStep latest(Simulator simulator) {
        return simulator
                .control()
                .with(exchange -> exchange.market().latest(BTC))
                .toCompletableFuture()
                .join();
    }

    @Test
    void saysWhichPortIsTaken() {
        Simulator first = start(settings(5), SimulatorAudit.NONE);
        assertThatThrownBy(() -> start(settings(5).onPort(first.port()), SimulatorAudit.NONE))
                .hasMessageContaining("cannot listen on 127.0.0.1:" + first.port())
                .hasMessageContaining("choose another port");
        first.stop().toCompletableFuture().join();
    }
}
