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
import dev.belay.simulator.Simulator;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.Speed;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.PriceSource;
import dev.belay.trailing.Policies;
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
import java.util.function.Consumer;

/**
 * A node with so many legs that their stops compete for the order limits, each long, of another size, in a market that
 * rises at another pace, and with a policy that lets a stop move with every price.
 */
final class ManyLegs {

    static final long START = 1_763_700_000_000L;

    private static final StopPolicy EVERY_SECOND = new StopPolicy(
            Percent.of("2"),
            Percent.of("0"),
            Percent.of("0.5"),
            Percent.of("0.001"),
            Duration.ofMillis(500),
            Percent.of("5"),
            Duration.ofSeconds(3));

    private final Settings settings;
    private final Map<SymbolSpec, Integer> pace = new LinkedHashMap<>();
    private final Map<SymbolSpec, Quantity> held = new LinkedHashMap<>();

    ManyLegs(Path home, int legs, int fastest) {
        this.settings = settings(home);
        SplittableRandom random = new SplittableRandom(11);
        for (int leg = 0; leg < legs; leg++) {
            SymbolSpec spec = spec(leg);
            pace.put(spec, random.nextInt(20, fastest));
            held.put(
                    spec,
                    new Quantity((1L << random.nextInt(0, 9)) * Quantity.of("1").units()));
        }
    }

    /** By how many millionths of its first price each symbol rises at a time. */
    Map<SymbolSpec, Integer> pace() {
        return pace;
    }

    /**
     * Opens the positions, and when each has its stops lets time fly to the end of {@code prices}.
     *
     * @param before what happens just before time flies
     * @param after what is looked at when the end is reached
     */
    void run(PriceSource prices, SimulatorAudit audit, Consumer<Simulator> before, Consumer<Simulator> after) {
        SimulatorSettings exchange = SimulatorSettings.of(List.copyOf(pace.keySet()), prices, START)
                .withWallet(new BigDecimal("1000000000"))
                .at(Speed.REAL, true);
        Node.prepareHome(settings);
        Node.migrate(settings.database());
        try (Node node = Node.start(settings, PaperExchange.start(exchange, audit))) {
            Simulator simulator = node.simulator().orElseThrow();
            held.forEach((spec, quantity) -> simulator
                    .control()
                    .open(new PositionKey(spec.symbol(), PositionSide.BOTH), Side.BUY, quantity)
                    .toCompletableFuture()
                    .join());
            await().atMost(Duration.ofSeconds(60)).until(() -> stops(simulator) >= 2 * held.size());
            before.accept(simulator);
            simulator.control().setSpeed(Speed.MAX);
            await().atMost(Duration.ofMinutes(20)).until(() -> simulator.clock().isOver());
            after.accept(simulator);
            assertThat(simulator.clock().overruns())
                    .as("messages that time waited for in vain")
                    .isZero();
        }
    }

    /** Conditional orders that rest. */
    static int stops(Simulator simulator) {
        return simulator
                .control()
                .with(account -> account.openAlgoOrders().size())
                .toCompletableFuture()
                .join();
    }

    /** What each leg's journal says was wanted, by symbol. */
    Map<String, TrendRecord.Wanted> wanted() {
        Settings.Database database = settings.database();
        JournalReader journal = new JournalDatabase(database.url(), database.user(), database.password()).reader();
        Map<String, TrendRecord.Wanted> wanted = new HashMap<>();
        held.forEach((spec, quantity) -> {
            var leg = new LegId(settings.account(), spec.symbol(), PositionSide.BOTH);
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

    private static Settings settings(Path home) {
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
                paper.cluster(),
                Policies.always(EVERY_SECOND),
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
