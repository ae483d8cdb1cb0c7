package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.pattern.StatusReply;
import dev.belay.journal.JournalReader;
import dev.belay.journal.StoredJournal;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.position.Leg;
import dev.belay.position.LegActor;
import dev.belay.position.PositionActor;
import dev.belay.position.Protection;
import dev.belay.protection.ClientIds;
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
import dev.belay.view.PositionsActor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Four guarded positions; the journals of three are damaged in the database while the node is down (reliability B10). */
@Timeout(180)
class QuarantineTest {

    private static final long START = 1_790_000_000_000L;
    private static final List<SymbolSpec> SPECS =
            WellKnownSymbols.all().stream().limit(4).toList();
    private static final List<LegId> LEGS = SPECS.stream()
            .map(spec -> LegId.parse("main:" + spec.symbol() + ":BOTH"))
            .toList();
    private static final LegId NOT_JSON = LEGS.get(0);
    private static final LegId UNKNOWN = LEGS.get(1);
    private static final LegId MISSING = LEGS.get(2);
    private static final LegId SOUND = LEGS.get(3);

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

    TestDatabase database() {
        return TestDatabase.H2;
    }

    @BeforeEach
    void guardAndDamage() throws SQLException {
        settings = TestSettings.on(database().in(home), TestSettings.paper(home, TestSettings.generated(0, "BTCUSDT")));
        Node.prepareHome(settings);
        Node.migrate(settings.database());
        try (Node node = Node.start(settings, exchange(START))) {
            guarded(node);
        }
        sql(
                "UPDATE \"event_journal\" SET \"event_payload\" = SUBSTRING(\"event_payload\" FROM 1 FOR 2) WHERE \"sequence_number\" = 2",
                NOT_JSON);
        sql(
                "UPDATE \"event_journal\" SET \"event_ser_manifest\" = 'stop-teleported' WHERE \"sequence_number\" = 3",
                UNKNOWN);
        sql("DELETE FROM \"event_journal\" WHERE \"sequence_number\" = 4", MISSING);
        requests.clear();
    }

    /** With what it remembers of itself: a price of each symbol in five seconds, and all else. */
    private PaperExchange exchange(long start) {
        return PaperExchange.start(
                SimulatorSettings.of(SPECS, new ScriptedPrices(SPECS, start), start)
                        .withWallet(new BigDecimal("1000000"))
                        .at(new Speed(20), true)
                        .rememberedIn(home.resolve("exchange.jsonl")),
                audit);
    }

    /** Opened by hand; the price rises by 3 %, so that the stops trail and are tighter than those of a fresh position. */
    private void guarded(Node node) {
        SimulatorControl control = control(node);
        SPECS.forEach(spec -> control.open(new PositionKey(spec.symbol(), PositionSide.BOTH), Side.BUY, stake(spec))
                .toCompletableFuture()
                .join());
        await().atMost(Duration.ofSeconds(30)).until(() -> LEGS.stream().allMatch(this::isProtected));
        for (SymbolSpec spec : SPECS) {
            control.setPrice(spec.symbol(), higher(spec)).toCompletableFuture().join();
        }
        long risen = node.access().clock().millis();
        await().atMost(Duration.ofSeconds(60)).until(() -> LEGS.stream().allMatch(this::trails));
        await().atMost(Duration.ofSeconds(60)).until(() -> node.access().clock().millis() - risen > 12_000);
    }

    private static Price higher(SymbolSpec spec) {
        BigDecimal higher = spec.initialPrice().decimal().multiply(new BigDecimal("1.03"));
        BigDecimal tick = spec.tick().decimal();
        return Price.of(higher.divide(tick, 0, RoundingMode.DOWN).multiply(tick));
    }

    private boolean isProtected(LegId leg) {
        return Protection.of(state(leg)).state() == Protection.State.PROTECTED;
    }

    private boolean trails(LegId leg) {
        return isProtected(leg) && state(leg).open().orElseThrow().trail().activated();
    }

    @Test
    void theDamagedLegsAreLeftAloneAndTheSoundOneIsGuarded() {
        PaperExchange exchange = exchange(START + 86_400_000);
        Map<String, Price> before = stopsAt(exchange.simulator().control());
        try (Node node = Node.start(settings, exchange)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> quarantined(node).size() == 3);
            assertThat(reason(node, NOT_JSON)).contains("cannot be read");
            assertThat(reason(node, UNKNOWN)).contains("stop-teleported");
            assertThat(reason(node, MISSING)).contains("cannot follow");
            String taken =
                    state(SOUND).stops().inOrder().findFirst().orElseThrow().id();
            control(node).cancelStop(taken).toCompletableFuture().join();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> isProtected(SOUND)
                            && state(SOUND).stops().find(taken).isEmpty());
            assertThatThrownBy(() -> ask(node, replyTo -> new PositionActor.Close("enough", "alice", replyTo)))
                    .hasMessageContaining("quarantined");
            assertThat(stopsAt(control(node))).containsAllEntriesOf(of(before, NOT_JSON));
            assertThat(stopsAt(control(node))).containsAllEntriesOf(of(before, UNKNOWN));
            assertThat(stopsAt(control(node))).containsAllEntriesOf(of(before, MISSING));
        }
        assertThat(changes()).isNotEmpty().allMatch(request -> isAbout(request, SOUND));
    }

    @Test
    void aRebuiltLegTakesOverItsStopsWhereTheyAreAndStaysSound() {
        PaperExchange exchange = exchange(START + 86_400_000);
        Map<String, Price> before = stopsAt(exchange.simulator().control());
        long damaged = count(NOT_JSON);
        try (Node node = Node.start(settings, exchange)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> quarantined(node).size() == 3);

            assertThat(ask(node, QuarantineTest::rebuild)).contains("guarded again");

            await().atMost(Duration.ofSeconds(30)).until(() -> isProtected(NOT_JSON));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(quarantined(node))
                            .extracting(LegActor.Quarantined::leg)
                            .doesNotContain(NOT_JSON));
            assertThat(stopsAt(control(node))).isEqualTo(before);
            assertThat(count(NOT_JSON)).as("nothing is deleted").isGreaterThan(damaged);
            assertThatThrownBy(() -> ask(node, QuarantineTest::rebuild)).hasMessageContaining("sound");
        }
        assertThat(changes()).isEmpty();
        try (Node node = Node.start(settings, exchange(START + 2 * 86_400_000))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> quarantined(node).size() == 2);
            assertThat(isProtected(NOT_JSON)).isTrue();
        }
    }

    @Test
    void aListThatIsEmptyAgainstTheStopsThatRestRebuildsNothing() {
        PaperExchange exchange = exchange(START + 86_400_000);
        SimulatorControl control = exchange.simulator().control();
        Map<String, Price> before = stopsAt(control);
        long damaged = count(NOT_JSON);
        control.arm(FaultOrder.lasting(Fault.EMPTY_POSITIONS, 0))
                .toCompletableFuture()
                .join();
        try (Node node = Node.start(settings, exchange)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> quarantined(node).size() == 3);

            assertThatThrownBy(() -> ask(node, QuarantineTest::rebuild)).hasMessageContaining("stays quarantined");

            assertThat(stopsAt(control)).isEqualTo(before);
            assertThat(count(NOT_JSON)).isEqualTo(damaged);
        }
        assertThat(changes()).isEmpty();
    }

    private static PositionActor.Command rebuild(ActorRef<StatusReply<String>> replyTo) {
        return new PositionActor.Rebuild("row 2 is damaged", "alice", replyTo);
    }

    /** Asks {@link #NOT_JSON}; through an actor, because only actors are answered. */
    private static String ask(
            Node node, akka.japi.function.Function<ActorRef<StatusReply<String>>, PositionActor.Command> question) {
        ActorRef<PositionActor.Command> door = node.system()
                .systemActorOf(
                        Behaviors.<PositionActor.Command>receiveMessage(command -> {
                            node.refs().legs().tell(NOT_JSON, command);
                            return Behaviors.same();
                        }),
                        "door-" + System.nanoTime(),
                        Props.empty());
        try {
            return AskPattern.askWithStatus(
                            door,
                            question,
                            Duration.ofSeconds(30),
                            node.system().scheduler())
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        }
    }

    private static List<LegActor.Quarantined> quarantined(Node node) {
        return AskPattern.<PositionsActor.Command, PositionsActor.Quarantines>ask(
                        node.refs().positions(),
                        PositionsActor.GetQuarantined::new,
                        Duration.ofSeconds(5),
                        node.system().scheduler())
                .toCompletableFuture()
                .join()
                .legs();
    }

    private static String reason(Node node, LegId leg) {
        return quarantined(node).stream()
                .filter(broken -> broken.leg().equals(leg))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    private static SimulatorControl control(Node node) {
        return node.simulator().orElseThrow().control();
    }

    private List<RequestVerdict> changes() {
        return requests.stream()
                .filter(request -> !request.method().equals("GET"))
                .filter(request -> request.path().endsWith("rder"))
                .toList();
    }

    /** By the symbol, or by the client id, which begins with the leg's hash. */
    private boolean isAbout(RequestVerdict request, LegId leg) {
        String prefix = new ClientIds("t1").workingStop(leg, 0);
        String id = request.parameters().getOrDefault("clientAlgoId", "");
        return leg.symbol().name().equals(request.parameters().get("symbol"))
                || id.startsWith(prefix.substring(0, prefix.lastIndexOf('.')));
    }

    private static Map<String, Price> of(Map<String, Price> stops, LegId leg) {
        String prefix = new ClientIds("t1").workingStop(leg, 0);
        return stops.entrySet().stream()
                .filter(stop -> stop.getKey().startsWith(prefix.substring(0, prefix.lastIndexOf('.'))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Price> stopsAt(SimulatorControl control) {
        return control.account().toCompletableFuture().join().openAlgoOrders().stream()
                .collect(Collectors.toMap(
                        SimulatedAlgoOrder::clientId, order -> order.ticket().trigger()));
    }

    private static Quantity stake(SymbolSpec spec) {
        var price = spec.initialPrice().decimal();
        var step = spec.quantity().step().decimal();
        return Quantity.of(new BigDecimal("200")
                .divide(price.multiply(step), 0, RoundingMode.UP)
                .multiply(step));
    }

    private Leg state(LegId leg) {
        return reader().stateAt(leg, Long.MAX_VALUE);
    }

    private long count(LegId leg) {
        return reader().stored(leg, 1, Long.MAX_VALUE).size();
    }

    private JournalReader reader() {
        return settings.database().journal().reader();
    }

    private void sql(String change, LegId leg) throws SQLException {
        try (var connection = database().administrate(settings.database())) {
            StoredJournal.tamper(connection, change + " AND \"persistence_id\" = 'leg|" + leg + "'");
        }
    }
}
