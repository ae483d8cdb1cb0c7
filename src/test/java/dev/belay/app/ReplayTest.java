package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.journal.JournalDatabase;
import dev.belay.journal.JournalReader;
import dev.belay.money.Account;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Symbol;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.SymbolSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month of minutes through the whole running system, over real sockets and into a real journal, and every level and
 * every exit judged from the outside.
 */
@Timeout(900)
class ReplayTest {

    private static final Path RECORDED = Path.of("../shared/data/klines-1m");
    private static final int STEPS_PER_MINUTE = 4;

    @TempDir
    Path home;

    @Test
    void everyLevelFollowsFromThePricesAndEveryExitFromTheStopInForce() throws Exception {
        List<Settings.Replay> files = List.of(file("LAYERUSDT", "1.9", 11), file("ETHUSDT", "1800", 12));
        var paper =
                new Settings.Paper(0, 20261121, 0, new BigDecimal("100000"), List.of(), files, STEPS_PER_MINUTE, false);
        Settings settings = TestSettings.paper(home, paper);
        var recorded = new RecordedExchange();
        try (Node node = Node.start(settings, recorded)) {
            Simulator simulator = node.simulator().orElseThrow();
            PretendTrader.start(simulator, specs(files), Duration.ofMinutes(20));
            awaitEnd(simulator);
            assertThat(simulator.clock().overruns())
                    .as("the replay never gave up waiting")
                    .isZero();
        }

        JournalReader reader = new JournalDatabase(
                        settings.database().url(),
                        settings.database().user(),
                        settings.database().password())
                .reader();
        for (SymbolSpec spec : specs(files)) {
            var leg = new LegId(new Account("main"), spec.symbol(), PositionSide.BOTH);
            var judge =
                    new LevelJudge(recorded.marks(spec.symbol()), spec.tick().decimal());
            judge.judge(reader.events(leg, 1, Long.MAX_VALUE));
            System.out.printf(
                    "replay of %s: %d prices, %d positions, %d closed, %d activations, %d moves of the stop%n",
                    spec.symbol(),
                    recorded.marks(spec.symbol()).size(),
                    judge.positions,
                    judge.closed,
                    judge.activations,
                    judge.levels);
            assertThat(judge.activations).isPositive();
            assertThat(judge.levels).isPositive();
            assertThat(judge.closed).isPositive();
        }
        assertThat(recorded.exits())
                .allSatisfy(exit -> assertThat(exit.fault()).as(exit.toString()).isEmpty());
        assertThat(recorded.missed()).isEmpty();
    }

    private static void awaitEnd(Simulator simulator) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(14))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> simulator.clock().isOver());
    }

    private static List<SymbolSpec> specs(List<Settings.Replay> files) {
        return files.stream()
                .map(replay -> WellKnownSymbols.find(replay.symbol()).orElseThrow())
                .toList();
    }

    /** The recorded month where it is at hand, else a generated one of two days. */
    private Settings.Replay file(String symbol, String price, long seed) throws IOException {
        Symbol name = new Symbol(symbol);
        if (Files.isDirectory(RECORDED)) {
            try (var files = Files.list(RECORDED)) {
                Path found = files.filter(path -> path.getFileName().toString().startsWith(symbol))
                        .findFirst()
                        .orElseThrow();
                return new Settings.Replay(name, found);
            }
        }
        System.out.println("no recorded klines at hand: " + symbol + " is generated");
        return new Settings.Replay(name, generated(symbol, new BigDecimal(price), seed));
    }

    private Path generated(String symbol, BigDecimal start, long seed) throws IOException {
        var random = new SplittableRandom(seed);
        var lines = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
        BigDecimal open = start;
        for (long minute = 0; minute < 2 * 24 * 60; minute++) {
            BigDecimal close = moved(open, random.nextInt(-40, 41));
            BigDecimal high = moved(open.max(close), random.nextInt(0, 15));
            BigDecimal low = moved(open.min(close), -random.nextInt(0, 15));
            lines.append(
                    "%d,%s,%s,%s,%s,100%n".formatted(1_746_316_800_000L + minute * 60_000, open, high, low, close));
            open = close;
        }
        Path file = home.resolve(symbol + "-klines-1m.csv");
        Files.writeString(file, lines);
        return file;
    }

    private static BigDecimal moved(BigDecimal price, int tenThousandths) {
        return price.add(price.multiply(BigDecimal.valueOf(tenThousandths, 4)))
                .setScale(2 + (price.intValue() < 100 ? 2 : 0), java.math.RoundingMode.HALF_EVEN);
    }
}
