package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.journal.JournalDatabase;
import dev.belay.journal.JournalEntry;
import dev.belay.journal.JournalReader;
import dev.belay.money.LegId;
import dev.belay.money.Percent;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.position.LegEvent;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.Speed;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.wire.RequestVerdict;
import dev.belay.trailing.StopPolicy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * More stops want to move than the order limits allow. An account may have 200 conditional orders, two for each leg and
 * a third while it moves: so there are 60 legs, and each wants to move every second.
 */
@Timeout(1_800)
class TrendTest {

    private static final int LEGS = Integer.getInteger("legs", 60);
    private static final int MINUTES = Integer.getInteger("minutes", 1);
    private static final long START = 1_763_700_000_000L;
    private static final StopPolicy EVERY_SECOND = new StopPolicy(
            Percent.of("2"),
            Percent.of("0"),
            Percent.of("0.5"),
            Percent.of("0.001"),
            Duration.ofMillis(500),
            Percent.of("5"),
            Duration.ofSeconds(3));

    private final Map<SymbolSpec, Integer> pace = new LinkedHashMap<>();
    private final Map<SymbolSpec, Quantity> held = new LinkedHashMap<>();
    private final TrendRecord record = new TrendRecord();

    @TempDir
    Path home;

    @Test
    void theBudgetGoesToTheMovesThatSecureMostAndNothingSupersededIsSent() {
        SplittableRandom random = new SplittableRandom(11);
        for (int leg = 0; leg < LEGS; leg++) {
            SymbolSpec spec = spec(leg);
            pace.put(spec, random.nextInt(20, 400 / MINUTES + 25));
            held.put(spec, new Quantity((long) (Math.exp(random.nextDouble() * 6) * 1_000) * 100_000));
        }
        long end = START + MINUTES * 60_000L;
        SimulatorSettings exchange = SimulatorSettings.of(
                        List.copyOf(pace.keySet()), new RisingPrices(pace, START, end), START)
                .withWallet(new BigDecimal("1000000000"))
                .at(Speed.REAL, true);
        Settings settings = settings();
        Node.prepareHome(settings);
        Node.migrate(settings.database());
        try (Node node = Node.start(settings, PaperExchange.start(exchange, record))) {
            var simulator = node.simulator().orElseThrow();
            held.forEach((spec, quantity) -> simulator
                    .control()
                    .open(new PositionKey(spec.symbol(), PositionSide.BOTH), Side.BUY, quantity)
                    .toCompletableFuture()
                    .join());
            await().atMost(Duration.ofSeconds(30)).until(() -> record.placed().size() >= LEGS);
            simulator.control().setSpeed(Speed.MAX);
            await().atMost(Duration.ofMinutes(29)).until(() -> simulator.clock().isOver());
            assertThat(simulator.clock().overruns()).isZero();
        }
        judge(START + 20_000, end);
    }

    private void judge(long from, long to) {
        Map<String, TrendRecord.Wanted> wanted = wanted();
        int tenSeconds = record.mostOrdersIn(10_000);
        int minute = record.mostOrdersIn(60_000);
        BigDecimal debt = record.debt(wanted, from, to);
        BigDecimal inTurn = record.debtInTurn(wanted, from, to);
        System.out.printf(
                "%d legs, %d min: %d moves, most orders %d in 10 s and %d in a minute; debt %s, first come first served %s%n",
                LEGS,
                MINUTES,
                record.placed().size() - LEGS,
                tenSeconds,
                minute,
                debt.toBigInteger(),
                inTurn.toBigInteger());
        assertThat(record.requests()).noneMatch(request -> request.status() == 429 || request.status() == 418);
        assertThat(tenSeconds).isBetween(200, 270);
        assertThat(minute).isBetween(850, 1_080);
        assertThat(debt.multiply(BigDecimal.valueOf(4)))
                .as("at most three quarters of the debt of serving in turn")
                .isLessThan(inTurn.multiply(BigDecimal.valueOf(3)));
        for (RequestVerdict placed :
                record.placed().stream().filter(placed -> placed.at() >= from).toList()) {
            TrendRecord.Wanted leg = wanted.get(placed.parameters().get("symbol"));
            assertThat(Price.of(placed.parameters().get("triggerPrice")))
                    .as("the newest level when %s arrived, or the one before it came in that very millisecond", placed)
                    .isIn(leg.at(placed.at()), leg.at(placed.at() - 1));
        }
    }

    private Map<String, TrendRecord.Wanted> wanted() {
        Settings.Database database = settings().database();
        JournalReader journal = new JournalDatabase(database.url(), database.user(), database.password()).reader();
        Map<String, TrendRecord.Wanted> wanted = new HashMap<>();
        held.forEach((spec, quantity) -> {
            var leg = new LegId(settings().account(), spec.symbol(), PositionSide.BOTH);
            NavigableMap<Long, Price> levels = new TreeMap<>();
            journal.events(leg, 1, Long.MAX_VALUE).stream()
                    .map(JournalEntry::event)
                    .forEach(event -> note(event, levels));
            wanted.put(spec.symbol().name(), new TrendRecord.Wanted(levels, quantity));
        });
        return wanted;
    }

    private static void note(LegEvent event, NavigableMap<Long, Price> levels) {
        if (event instanceof LegEvent.PositionOpened opened) {
            levels.put(opened.at(), opened.trail().level());
        } else if (event instanceof LegEvent.LevelMoved moved) {
            levels.put(moved.at(), moved.trail().level());
        } else if (event instanceof LegEvent.TrailingActivated activated) {
            levels.put(activated.at(), activated.trail().level());
        }
    }

    private Settings settings() {
        Settings paper = TestSettings.paper(home, TestSettings.generated(0, "BTCUSDT"));
        return new Settings(
                paper.mode(),
                paper.home(),
                paper.account(),
                paper.ids(),
                paper.exchange(),
                paper.api(),
                paper.probes(),
                paper.database(),
                EVERY_SECOND,
                paper.entries(),
                paper.silenceMax(),
                paper.paper());
    }

    private static SymbolSpec spec(int number) {
        Quantity step = Quantity.of("0.001");
        return new SymbolSpec(
                new Symbol("C%03dUSDT".formatted(number)),
                Price.of("0.001"),
                3,
                new SymbolSpec.LotSize(step, step, Quantity.of("1000000"), Quantity.of("1000000")),
                BigDecimal.ONE,
                Price.of("100"),
                50,
                true);
    }
}
