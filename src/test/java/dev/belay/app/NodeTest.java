package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.javadsl.AskPattern;
import dev.belay.journal.JournalReader;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.position.Leg;
import dev.belay.position.Protection;
import dev.belay.position.lookup.LookupResult;
import dev.belay.position.lookup.PositionLookupActor;
import dev.belay.position.lookup.Source;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.engine.PositionKey;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class NodeTest {

    private static final LegId BTC = LegId.parse("main:BTCUSDT:BOTH");

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void adoptsAPositionOpenedByHandAndProtectsIt(TestDatabase database) {
        Settings settings = TestSettings.on(
                database.in(home), TestSettings.paper(home, TestSettings.generated(1, "BTCUSDT", "ETHUSDT")));
        try (Node node = Node.start(settings, SimulatorAudit.NONE)) {
            node.simulator()
                    .orElseThrow()
                    .control()
                    .open(new PositionKey(new Symbol("BTCUSDT"), PositionSide.BOTH), Side.BUY, Quantity.of("0.01"))
                    .toCompletableFuture()
                    .join();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Protection.of(state(settings)).state() == Protection.State.PROTECTED);
            LookupResult lookup = lookup(node);
            assertThat(lookup.source()).contains(Source.OWN_STATE);
            assertThat(lookup.position().orElseThrow().quantity()).isEqualTo(Quantity.of("0.01"));
        }
        assertThat(Protection.of(state(settings)).isComplete()).isTrue();
    }

    private static LookupResult lookup(Node node) {
        return AskPattern.<PositionLookupActor.Command, LookupResult>ask(
                        node.refs().lookups(),
                        replyTo -> new PositionLookupActor.Find(BTC, replyTo),
                        Duration.ofSeconds(5),
                        node.system().scheduler())
                .toCompletableFuture()
                .join();
    }

    private static Leg state(Settings settings) {
        JournalReader reader = settings.database().journal().reader();
        return reader.stateAt(BTC, Long.MAX_VALUE);
    }
}
