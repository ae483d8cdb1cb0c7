package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.javadsl.AskPattern;
import dev.belay.market.MarketStreamActor;
import dev.belay.money.PositionSide;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import dev.belay.simulator.wire.SocketChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A market stream that stays open and says nothing, through the whole running system. */
@Timeout(120)
class SilentMarketTest {

    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path home;

    private Node node;

    @Test
    void pricesAreAskedForUntilTheStreamTellsThemAgain() {
        Settings settings = TestSettings.paper(home, TestSettings.generated(20, "BTCUSDT"));
        try (Node started = Node.start(settings, SimulatorAudit.NONE)) {
            node = started;
            SimulatorControl control = node.simulator().orElseThrow().control();
            hold(control);
            await().atMost(SOON).until(() -> health().prices() > 3);
            assertThat(health().polled()).isZero();

            long silence = control.arm(
                            FaultOrder.lasting(Fault.SILENT_SOCKET, 0).at("market"))
                    .toCompletableFuture()
                    .join();
            await().atMost(SOON).until(() -> health().polled() == 1);
            MarketStreamActor.Health silent = health();
            await().atMost(SOON).until(() -> health().lastPriceAt() > silent.lastPriceAt() + 10_000);
            assertThat(health().prices()).as("of the stream").isEqualTo(silent.prices());

            control.disarm(silence).toCompletableFuture().join();
            await().atMost(SOON).until(() -> health().polled() == 0);
            assertThat(health().prices()).isGreaterThan(silent.prices());
        }
    }

    /** With the fault on one socket alone, the connection that is opened beside it heals the stream. */
    @Test
    void aSilentConnectionIsReplacedByOneThatTalks() {
        Settings settings = TestSettings.paper(home, TestSettings.generated(20, "BTCUSDT"));
        var opened = new AtomicInteger();
        var audit = new SimulatorAudit() {
            @Override
            public void socket(SocketChange change) {
                if (change.what().equals("opened") && change.kind().equals("market")) {
                    opened.incrementAndGet();
                }
            }
        };
        try (Node started = Node.start(settings, audit)) {
            node = started;
            SimulatorControl control = node.simulator().orElseThrow().control();
            hold(control);
            await().atMost(SOON).until(() -> health().prices() > 3);
            assertThat(opened).hasValue(1);
            control.arm(FaultOrder.once(Fault.SILENT_SOCKET).at("market"))
                    .toCompletableFuture()
                    .join();
            await().atMost(SOON).until(() -> opened.get() == 2);
            long prices = health().prices();
            await().atMost(SOON).until(() -> health().polled() == 0 && health().prices() > prices);
            assertThat(health().connected()).isTrue();
        }
    }

    private static void hold(SimulatorControl control) {
        control.open(new PositionKey(new Symbol("BTCUSDT"), PositionSide.BOTH), Side.BUY, Quantity.of("0.01"))
                .toCompletableFuture()
                .join();
    }

    private MarketStreamActor.Health health() {
        return AskPattern.<MarketStreamActor.Command, MarketStreamActor.Health>ask(
                        node.refs().market(),
                        MarketStreamActor.GetHealth::new,
                        Duration.ofSeconds(5),
                        node.system().scheduler())
                .toCompletableFuture()
                .join();
    }
}
