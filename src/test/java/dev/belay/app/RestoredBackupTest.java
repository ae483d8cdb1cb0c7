package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.position.Exposure;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.Protection;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The journal of an hour ago is put back while the exchange has the stops of now (reliability B5, H18). */
@Timeout(180)
class RestoredBackupTest extends TestnetFixture {

    private static final LegId BTC = LegId.parse("main:BTCUSDT:BOTH");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Test
    void theStopThatWasMovedSinceStaysAndTrailsOn() throws IOException {
        Settings settings = settings(right());
        Path file = home.resolve("journal.mv.db");
        Path backup = home.resolve("backup");
        runs(settings, () -> {
            exchange.simulator()
                    .control()
                    .open(new PositionKey(BTC.symbol(), PositionSide.BOTH), Side.BUY, Quantity.of("0.02"))
                    .toCompletableFuture()
                    .join();
            await().atMost(LONGEST).until(() -> isProtected(settings));
        });
        Files.copy(file, backup);
        Price first = position(settings).trail().level();
        runs(settings, () -> {
            setPrice(settings, "1.03");
            await().atMost(LONGEST).until(() -> restsAbove(first));
        });
        SimulatedAlgoOrder moved = working().get(0);

        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
        runs(settings, () -> {
            await().atMost(LONGEST).until(() -> raised(settings, moved.ticket().trigger()));
            setPrice(settings, "1.05");
            await().atMost(LONGEST).until(() -> restsAbove(moved.ticket().trigger()));
        });

        assertThat(state(settings).stops().all()).noneMatch(stop -> stop.epoch() != 1);
        assertThat(alarms(settings)).contains("journal-behind");
    }

    private static void runs(Settings settings, Runnable meanwhile) {
        try (Node node = Node.start(settings, SimulatorAudit.NONE)) {
            assertThat(node.system()).isNotNull();
            meanwhile.run();
        }
    }

    private void setPrice(Settings settings, String share) {
        BigDecimal entry = position(settings).entryPrice().decimal();
        Price price = Price.of(entry.multiply(new BigDecimal(share)).setScale(0, RoundingMode.DOWN));
        exchange.simulator()
                .control()
                .setPrice(BTC.symbol(), price)
                .toCompletableFuture()
                .join();
    }

    /** Exactly one working stop, and it is above {@code level}. */
    private boolean restsAbove(Price level) {
        List<SimulatedAlgoOrder> working = working();
        return working.size() == 1 && working.get(0).ticket().trigger().compareTo(level) > 0;
    }

    private List<SimulatedAlgoOrder> working() {
        return exchange.simulator().control().account().toCompletableFuture().join().openAlgoOrders().stream()
                .filter(stop -> !stop.ticket().closePosition())
                .toList();
    }

    private static boolean raised(Settings settings, Price level) {
        return isProtected(settings) && position(settings).trail().level().compareTo(level) >= 0;
    }

    private static boolean isProtected(Settings settings) {
        return Protection.of(state(settings)).state() == Protection.State.PROTECTED;
    }

    private static Exposure position(Settings settings) {
        return state(settings).open().orElseThrow();
    }

    private static Leg state(Settings settings) {
        return settings.database().journal().reader().stateAt(BTC, Long.MAX_VALUE);
    }

    private static List<String> alarms(Settings settings) {
        return settings.database().journal().reader().events(BTC, 1, Long.MAX_VALUE).stream()
                .map(entry -> entry.event())
                .filter(LegEvent.AlarmRaised.class::isInstance)
                .map(LegEvent.AlarmRaised.class::cast)
                .map(LegEvent.AlarmRaised::alarm)
                .toList();
    }
}
