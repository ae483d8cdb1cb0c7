package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.javadsl.AskPattern;
import dev.belay.journal.JournalDatabase;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.position.HeldPosition;
import dev.belay.position.Leg;
import dev.belay.position.Protection;
import dev.belay.position.lookup.LookupResult;
import dev.belay.position.lookup.PositionLookupActor;
import dev.belay.position.lookup.Source;
import dev.belay.protection.StopOrder;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.Speed;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultOrder;
import dev.belay.simulator.prices.ScriptedPrices;
import dev.belay.simulator.wire.RequestVerdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fourteen guarded positions, and an exchange that answers as if some or all of them were gone (incidents.md #1, #2):
 * through the whole running system, over the wire.
 */
@Timeout(120)
class EmptyAnswersTest {

    private static final int POSITIONS = 14;
    private static final long START = 1_790_000_000_000L;
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final List<SymbolSpec> SPECS =
            WellKnownSymbols.all().stream().limit(POSITIONS).toList();
    private static final List<LegId> LEGS = SPECS.stream()
            .map(spec -> LegId.parse("main:" + spec.symbol() + ":BOTH"))
            .toList();

    private final List<RequestVerdict> requests = new CopyOnWriteArrayList<>();
    private final SimulatorAudit audit = new SimulatorAudit() {
        @Override
        public void request(RequestVerdict verdict) {
            requests.add(verdict);
        }
    };

    @TempDir
    Path home;

    private Settings settings;

    @BeforeEach
    void prepare() {
        settings = TestSettings.paper(home, TestSettings.generated(0, "BTCUSDT"));
        Node.prepareHome(settings);
        Node.migrate(settings.database());
    }

    /** The exchange, with what it remembers of itself; its clock stands still until a node has connected. */
    private PaperExchange exchange(long start) {
        return PaperExchange.start(
                SimulatorSettings.of(SPECS, new ScriptedPrices(SPECS, start), start)
                        .withWallet(new BigDecimal("1000000"))
                        .at(new Speed(20), true)
                        .rememberedIn(home.resolve("exchange.jsonl")),
                audit);
    }

    @Test
    void noStopIsTouchedAndEveryLookupIsAnsweredByTheLegItself() {
        try (Node node = Node.start(settings, exchange(START))) {
            SimulatorControl control = guarded(node);
            Map<LegId, List<StopOrder>> before = stops();
            for (FaultOrder lie : lies()) {
                requests.clear();
                long armed = control.arm(lie).toCompletableFuture().join();
                await().atMost(Duration.ofSeconds(30)).until(() -> positionReads() >= 2);
                LEGS.forEach(leg -> assertOwnWord(lookup(node, leg)));
                control.disarm(armed).toCompletableFuture().join();
                requests.clear();
                await().atMost(Duration.ofSeconds(30)).until(() -> positionReads() >= 2);
                assertThat(stops()).as("after %s", lie).isEqualTo(before);
            }
        }
        assertNothingWasCancelled();
    }

    @Test
    void aRestartBeforeAnEmptyExchangeBringsBackAllFourteenWithTheirStops() {
        Map<LegId, List<StopOrder>> before;
        Set<String> placed;
        try (Node node = Node.start(settings, exchange(START))) {
            guarded(node);
            before = stops();
            placed = stopsAt(node.simulator().orElseThrow().control());
        }
        requests.clear();
        PaperExchange again = exchange(START + A_DAY.toMillis());
        SimulatorControl control = again.simulator().control();
        long armed = control.arm(FaultOrder.lasting(Fault.EMPTY_POSITIONS, 0))
                .toCompletableFuture()
                .join();
        try (Node node = Node.start(settings, again)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> positionReads() >= 2);
            for (LegId leg : LEGS) {
                LookupResult found = lookup(node, leg);
                assertThat(found.source()).as(found.story()).contains(Source.JOURNAL);
                assertThat(found.position().orElseThrow().quantity()).isEqualTo(quantity(leg));
            }
            assertThat(stops()).isEqualTo(before);
            assertThat(stopsAt(control)).isEqualTo(placed);

            control.disarm(armed).toCompletableFuture().join();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> LEGS.forEach(leg -> assertOwnWord(lookup(node, leg))));
            assertThat(stopsAt(control)).isEqualTo(placed);
        }
        assertNothingWasCancelled();
    }

    private static List<FaultOrder> lies() {
        return List.of(
                FaultOrder.lasting(Fault.EMPTY_POSITIONS, 0),
                FaultOrder.lasting(Fault.STALE_POSITIONS, 0),
                FaultOrder.lasting(Fault.PARTIAL_POSITIONS, 0)
                        .at(SPECS.get(3).symbol().name()));
    }

    private SimulatorControl guarded(Node node) {
        SimulatorControl control = node.simulator().orElseThrow().control();
        SPECS.forEach(spec -> control.open(new PositionKey(spec.symbol(), PositionSide.BOTH), Side.BUY, stake(spec))
                .toCompletableFuture()
                .join());
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        LEGS.stream().allMatch(leg -> Protection.of(state(leg)).state() == Protection.State.PROTECTED));
        return control;
    }

    private static Quantity stake(SymbolSpec spec) {
        var price = spec.initialPrice().decimal();
        var step = spec.quantity().step().decimal();
        var steps = new BigDecimal("200").divide(price.multiply(step), 0, RoundingMode.UP);
        return Quantity.of(steps.multiply(step));
    }

    private Quantity quantity(LegId leg) {
        return state(leg).open().orElseThrow().quantity();
    }

    private void assertOwnWord(LookupResult found) {
        assertThat(found.source()).as(found.story()).contains(Source.OWN_STATE);
        HeldPosition position = found.position().orElseThrow();
        assertThat(position.quantity()).isEqualTo(quantity(found.leg())).isNotEqualTo(Quantity.ZERO);
    }

    private long positionReads() {
        return requests.stream()
                .filter(request -> request.path().endsWith("/positionRisk"))
                .count();
    }

    private void assertNothingWasCancelled() {
        assertThat(requests).noneMatch(request -> request.method().equals("DELETE"));
    }

    private Map<LegId, List<StopOrder>> stops() {
        return LEGS.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        leg -> List.copyOf(state(leg).stops().all())));
    }

    /** The stops that rest at the exchange, by their ids. */
    private static Set<String> stopsAt(SimulatorControl control) {
        return control.account().toCompletableFuture().join().openAlgoOrders().stream()
                .map(SimulatedAlgoOrder::clientId)
                .collect(Collectors.toSet());
    }

    private static LookupResult lookup(Node node, LegId leg) {
        return AskPattern.<PositionLookupActor.Command, LookupResult>ask(
                        node.refs().lookups(),
                        replyTo -> new PositionLookupActor.Find(leg, replyTo),
                        Duration.ofSeconds(10),
                        node.system().scheduler())
                .toCompletableFuture()
                .join();
    }

    private Leg state(LegId leg) {
        Settings.Database database = settings.database();
        return new JournalDatabase(database.url(), database.user(), database.password())
                .reader()
                .stateAt(leg, Long.MAX_VALUE);
    }
}
