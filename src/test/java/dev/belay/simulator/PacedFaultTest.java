package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import dev.belay.simulator.prices.ScriptedPrices;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Delays are exchange time: a replay at full speed neither waits for them on the machine's clock nor runs past them. */
class PacedFaultTest {

    private static final long START = 1_790_000_000_000L;
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(
            Behaviors.empty(),
            "paced-faults",
            ConfigFactory.parseString("akka.daemonic = on").withFallback(ConfigFactory.load()));

    private final Simulator simulator = Simulator.start(
                    SYSTEM,
                    SimulatorSettings.of(
                                    WellKnownSymbols.all(), new ScriptedPrices(WellKnownSymbols.all(), START), START)
                            .at(Speed.MAX, true))
            .toCompletableFuture()
            .join();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        simulator.stop().toCompletableFuture().join();
    }

    @Test
    void aSlowAnswerLetsTimeGoOnUntilItIsDue() throws Exception {
        simulator
                .control()
                .arm(FaultOrder.once(Fault.SLOW_ANSWER).with("ms", 600_000))
                .toCompletableFuture()
                .join();
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.restBase() + "/fapi/v1/time"))
                .header("X-Belay-Paced", "true")
                .build();
        long begun = System.nanoTime();
        simulator.clock().pace().begin();
        simulator.clock().resume();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        long took = simulator.clock().millis() - START;
        simulator.clock().pace().end();

        assertThat(took).isBetween(600_000L, 640_000L);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
        assertThat(simulator.clock().overruns()).isZero();
    }

    @Test
    void pongsAreWaitedForSoThatNobodyIsCutOffByTheSpeed() {
        WebSocket socket = http.newWebSocketBuilder()
                .header("X-Belay-Paced", "true")
                .buildAsync(URI.create(simulator.streamBase() + "/market/ws"), new WebSocket.Listener() {})
                .join();
        simulator.clock().resume();
        await().atMost(Duration.ofSeconds(60)).until(() -> simulator.clock().millis() - START > 3 * 3_600_000);
        assertThat(socket.isInputClosed()).isFalse();
        assertThat(simulator.clock().overruns()).isZero();
        socket.abort();
    }
}
