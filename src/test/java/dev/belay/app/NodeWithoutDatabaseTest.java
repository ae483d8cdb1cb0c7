package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.position.Leg;
import dev.belay.position.Protection;
import dev.belay.postgres.PostgresDatabase;
import dev.belay.postgres.PostgresServer;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.Speed;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.ScriptedPrices;
import dev.belay.simulator.wire.RequestVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole node with three guarded positions loses its PostgreSQL while prices move and a person opens a fourth position
 * (reliability §2.5). The judge is the exchange: for every order that arrives there it looks at once whether the journal,
 * in the database, says that it was intended.
 */
@Timeout(180)
class NodeWithoutDatabaseTest {

    private static final long START = 1_790_000_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration A_WHILE = Duration.ofSeconds(6);
    private static final List<SymbolSpec> SPECS =
            WellKnownSymbols.all().stream().limit(4).toList();
    private static final List<SymbolSpec> GUARDED = SPECS.subList(0, 3);
    private static final SymbolSpec FOURTH = SPECS.get(3);

    /** An order that arrived, and whether the journal named it then. */
    private record Order(RequestVerdict request, boolean journaled) {}

    private final PostgresServer server = PostgresServer.start();
    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path home;

    private PostgresDatabase database;
    private Settings settings;
    private Node node;

    @BeforeEach
    void guardThreePositions() {
        database = PostgresDatabase.empty(server);
        Settings paper = TestSettings.paper(home, TestSettings.generated(1, "BTCUSDT"));
        settings = TestSettings.withProbes(
                freePort(), TestSettings.on(TestDatabase.of(database.journal().url()), paper));
        Node.migrate(settings.database());
        node = Node.start(settings, exchange());
        GUARDED.forEach(this::open);
        await().atMost(PATIENCE).until(() -> GUARDED.stream().allMatch(this::isProtected));
        assertThat(stops()).hasSize(6);
        await().atMost(PATIENCE).until(() -> ready().statusCode() == 200);
    }

    private HttpResponse<String> ready() {
        try {
            URI uri = URI.create(
                    "http://127.0.0.1:%d/ready".formatted(settings.probes().port()));
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PaperExchange exchange() {
        return PaperExchange.start(
                SimulatorSettings.of(SPECS, new ScriptedPrices(SPECS, START), START)
                        .withWallet(new BigDecimal("1000000"))
                        .at(new Speed(1), false),
                new SimulatorAudit() {
                    @Override
                    public void request(RequestVerdict request) {
                        if (!request.method().equals("GET") && request.path().endsWith("rder")) {
                            orders.add(new Order(request, isJournaled(request)));
                        }
                    }
                });
    }

    @AfterEach
    void close() {
        node.close();
        server.close();
    }

    @Test
    void aServerThatIsKilledAndComesBack() {
        nothingIsSentUntil(server::kill, "Is the server running", server::restart);
    }

    @Test
    void aServerThatOnlyReadsUntilItIsPromoted() {
        nothingIsSentUntil(server::restartAsStandby, "The server, or the role, only reads", server::promote);
    }

    @Test
    void aServerWhoseDiskIsFull() {
        database.execute("""
                CREATE FUNCTION full_disk() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'could not extend file "base/1/2": No space left on device' USING ERRCODE = '53100';
                END $$""");

        nothingIsSentUntil(
                () -> database.execute("CREATE TRIGGER full_disk BEFORE INSERT ON event_journal"
                        + " FOR EACH ROW EXECUTE FUNCTION full_disk()"),
                "The server's disk is full: make room there",
                () -> database.execute("DROP TRIGGER full_disk ON event_journal"));
    }

    private void nothingIsSentUntil(Runnable trouble, String says, Runnable end) {
        Set<String> before = stops();
        orders.clear();
        trouble.run();
        open(FOURTH);
        GUARDED.forEach(this::rise);
        long began = System.nanoTime();
        await().pollInterval(Duration.ofMillis(200))
                .atMost(PATIENCE)
                .until(() -> System.nanoTime() - began > A_WHILE.toNanos());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ready().body()).contains(says));
        assertThat(ready().statusCode()).isEqualTo(500);
        assertThat(orders).as("orders and cancels while nothing can be written").isEmpty();
        assertThat(stops()).isEqualTo(before);

        end.run();
        await().atMost(PATIENCE).until(() -> isProtected(FOURTH));
        await().atMost(PATIENCE).until(() -> GUARDED.stream().allMatch(this::trails));
        await().atMost(PATIENCE).until(() -> ready().statusCode() == 200);
        assertThat(orders).isNotEmpty().allMatch(Order::journaled, "was in the journal when it arrived");
    }

    private void open(SymbolSpec spec) {
        BigDecimal step = spec.quantity().step().decimal();
        BigDecimal steps =
                new BigDecimal("200").divide(spec.initialPrice().decimal().multiply(step), 0, RoundingMode.UP);
        control()
                .open(new PositionKey(spec.symbol(), PositionSide.BOTH), Side.BUY, Quantity.of(steps.multiply(step)))
                .toCompletableFuture()
                .join();
    }

    /** So far that the trailing stop wants to move. */
    private void rise(SymbolSpec spec) {
        BigDecimal tick = spec.tick().decimal();
        BigDecimal higher = spec.initialPrice().decimal().multiply(new BigDecimal("1.03"));
        Price price = Price.of(higher.divide(tick, 0, RoundingMode.DOWN).multiply(tick));
        control().setPrice(spec.symbol(), price).toCompletableFuture().join();
    }

    private SimulatorControl control() {
        return node.simulator().orElseThrow().control();
    }

    private Set<String> stops() {
        return control().account().toCompletableFuture().join().openAlgoOrders().stream()
                .map(SimulatedAlgoOrder::clientId)
                .collect(Collectors.toSet());
    }

    private Leg leg(SymbolSpec spec) {
        return settings.database()
                .journal()
                .reader()
                .stateAt(LegId.parse("main:" + spec.symbol() + ":BOTH"), Long.MAX_VALUE);
    }

    private boolean isProtected(SymbolSpec spec) {
        return Protection.of(leg(spec)).state() == Protection.State.PROTECTED;
    }

    private boolean trails(SymbolSpec spec) {
        Leg leg = leg(spec);
        return Protection.of(leg).state() == Protection.State.PROTECTED
                && leg.open().orElseThrow().trail().activated();
    }

    /** Of a stop that it was intended, of a cancel that this was. Asked past the node. */
    private boolean isJournaled(RequestVerdict request) {
        String id = Optional.ofNullable(request.parameters().get("clientAlgoId"))
                .orElseGet(() -> request.parameters().getOrDefault("newClientOrderId", "none"));
        String event = request.method().equals("DELETE") ? "cancel-intended" : "%-intended%";
        String sql = "SELECT count(*) FROM leg_journal WHERE event LIKE ? AND json LIKE ?";
        try (Connection connection = server.administrate(database.name());
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, event);
            select.setString(2, "%\"" + id + "\"%");
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1) > 0;
        } catch (SQLException away) {
            return false;
        }
    }
}
