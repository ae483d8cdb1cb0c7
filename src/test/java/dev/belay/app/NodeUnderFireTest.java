package dev.belay.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.javadsl.AskPattern;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.GatewayHealth;
import dev.belay.exchange.Request;
import dev.belay.money.PositionSide;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole node at an exchange that bans it, and at one whose clock goes wrong. */
@Timeout(120)
class NodeUnderFireTest extends TestnetFixture {

    private static final Duration SOON = Duration.ofSeconds(30);

    private Node start() {
        Node node = Node.start(settings(right()), SimulatorAudit.NONE);
        await().atMost(SOON)
                .until(() ->
                        requests.stream().anyMatch(request -> request.path().equals("/fapi/v1/openAlgoOrders")));
        return node;
    }

    private void arm(FaultOrder fault) {
        exchange.simulator().control().arm(fault).toCompletableFuture().join();
    }

    private static GatewayHealth health(Node node) {
        return AskPattern.ask(
                        node.refs().gateway(),
                        ExchangeGatewayActor.GetHealth::new,
                        Duration.ofSeconds(5),
                        node.system().scheduler())
                .toCompletableFuture()
                .join();
    }

    private static void ask(Node node, Request request) {
        node.refs()
                .gateway()
                .tell(new ExchangeGatewayActor.Call(request, node.system().ignoreRef()));
    }

    private static String banner(Settings settings, Node node) {
        var out = new ByteArrayOutputStream();
        Banner.print(new PrintStream(out, true, UTF_8), settings, node, 1);
        return out.toString(UTF_8);
    }

    @Test
    void aBanIsKeptOverARestartAndCallsGoOnWhenItIsOver() {
        BanFile kept = BanFile.in(home, URI.create(exchange.simulator().restBase()));
        try (Node node = start()) {
            arm(FaultOrder.once(Fault.BAN_418).with("ms", 12_000));
            ask(node, new Request.ReadTime());
            await().atMost(SOON).until(() -> kept.until() > 0);
            ask(node, new Request.ReadTime());
            assertThat(health(node).silentUntil()).isEqualTo(kept.until());
            assertThat(health(node).waiting()).isNotEmpty();
        }
        long until = kept.until();
        requests.clear();
        arrivals.clear();
        Settings settings = settings(right());

        try (Node node = Node.start(settings, SimulatorAudit.NONE)) {
            assertThat(health(node).silentUntil()).isEqualTo(until);
            assertThat(banner(settings, node)).contains("until " + Instant.ofEpochMilli(until));
            await().atMost(SOON).until(() -> !requests.isEmpty());
            assertThat(arrivals.get(0)).as("the first call").isGreaterThanOrEqualTo(until);
        }
    }

    @Test
    void aStopIsPlacedAlthoughTheExchangesClockTurnsBackTenSeconds() {
        try (Node node = start()) {
            arm(FaultOrder.lasting(Fault.CLOCK_SKEW, 0).with("ms", -10_000));

            exchange.simulator()
                    .control()
                    .open(new PositionKey(new Symbol("BTCUSDT"), PositionSide.BOTH), Side.BUY, Quantity.of("0.01"))
                    .toCompletableFuture()
                    .join();

            await().atMost(SOON).until(() -> stopsAtTheExchange() == 2);
            assertThat(requests).as("the clock was refused").anyMatch(request -> request.code() == -1021);
            assertThat(health(node).clockOffset()).isBetween(-15_000L, -9_000L);
        }
    }

    private int stopsAtTheExchange() {
        return exchange.simulator()
                .control()
                .with(account -> account.openAlgoOrders().size())
                .toCompletableFuture()
                .join();
    }
}
