package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.journal.JournalDatabase;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.monitoring.tables.FollowingHealth;
import dev.belay.monitoring.tables.Rebuild;
import dev.belay.monitoring.tables.TableContents;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.Speed;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.FundingPaid;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SimulatedTrade;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.ScriptedPrices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the tables for people say of money is what the exchange's own books say, to the last digit, per leg and account:
 * through opens, partial exits, a stop that fires, a liquidation, funding that nobody hears of, and a restart.
 */
@Timeout(240)
class LedgerEqualityTest {

    private static final long START = 1_790_000_000_000L;
    private static final BigDecimal WALLET = new BigDecimal("1000000");
    private static final List<SymbolSpec> SPECS = WellKnownSymbols.all().subList(0, 3);
    private static final Symbol FIRST = SPECS.get(0).symbol();
    private static final Symbol SECOND = SPECS.get(1).symbol();
    private static final Symbol THIRD = SPECS.get(2).symbol();

    private static final String LEGS = "SELECT leg, realized_profit, fees, funding, trades FROM monitoring.legs";
    private static final String ACCOUNTS =
            "SELECT account, realized_profit, fees, funding, trades FROM monitoring.accounts";
    private static final String POSITIONS = "SELECT leg, SUM(realized_profit), SUM(fees), SUM(funding),"
            + " (SELECT COUNT(*) FROM monitoring.trades t WHERE t.leg = p.leg AND position_id IS NOT NULL)"
            + " FROM monitoring.positions p GROUP BY leg";

    /** What one leg, or an account, has brought. */
    private record Result(BigDecimal realized, BigDecimal fees, BigDecimal funding, long trades) {
        static final Result NONE = new Result(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);

        Result plus(Result other) {
            return new Result(
                    realized.add(other.realized),
                    fees.add(other.fees),
                    funding.add(other.funding),
                    trades + other.trades);
        }

        /** As text, so that equal is equal to the last digit whatever the scale. */
        @Override
        public String toString() {
            return "realized %s, fees %s, funding %s, trades %d"
                    .formatted(plain(realized), plain(fees), plain(funding), trades);
        }

        private static String plain(BigDecimal value) {
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        }
    }

    @TempDir
    Path home;

    private Settings settings(TestDatabase database) {
        String[] symbols = SPECS.stream().map(spec -> spec.symbol().name()).toArray(String[]::new);
        return TestSettings.on(database.in(home), TestSettings.paper(home, TestSettings.generated(0, symbols)));
    }

    private PaperExchange exchange() {
        return PaperExchange.start(
                SimulatorSettings.of(SPECS, new ScriptedPrices(SPECS, START), START)
                        .withWallet(WALLET)
                        .rememberedIn(home.resolve("exchange.jsonl"))
                        .at(new Speed(20), true),
                SimulatorAudit.NONE);
    }

    private Node start(Settings settings) {
        Node.prepareHome(settings);
        Node.migrate(settings.database());
        Node node = Node.start(settings, exchange());
        node.follow(settings);
        return node;
    }

    @ParameterizedTest
    @EnumSource
    void theTablesAndTheExchangesBooksAgreeToTheLastDigit(TestDatabase database) throws SQLException {
        Settings settings = settings(database);
        JournalDatabase journal = settings.database().journal();
        try (Node node = start(settings)) {
            trade(control(node), journal);
        }
        try (PaperExchange alone = exchange()) {
            fund(alone.simulator().control(), SECOND, "0.00025"); // no node is there to hear it
        }
        try (Node node = start(settings)) {
            SimulatorControl control = control(node);
            open(control, FIRST, Side.BUY, "0.2");
            control.jump(Duration.ofHours(9)); // over a funding time
            awaitAgreement(control, journal);
            compare(control, journal);
            print(database, node.following().report());
        }
        madeAnewTheyAreTheSame(journal);
    }

    private void trade(SimulatorControl control, JournalDatabase journal) {
        open(control, FIRST, Side.BUY, "0.137");
        open(control, SECOND, Side.SELL, "1.733");
        awaitAgreement(control, journal);
        reduce(control, FIRST, "0.041");
        fund(control, FIRST, "0.000137");
        fund(control, SECOND, "-0.000071");
        awaitAgreement(control, journal);
        setPrice(control, FIRST, "0.96"); // through the stop
        awaitFlat(control, FIRST);
        open(control, THIRD, Side.BUY, "3.3");
        awaitAgreement(control, journal);
        liquidate(control, THIRD);
        awaitFlat(control, THIRD);
        awaitAgreement(control, journal);
    }

    private static void compare(SimulatorControl control, JournalDatabase journal) throws SQLException {
        Map<String, Result> books = books(control);
        Result all = books.values().stream().reduce(Result.NONE, Result::plus);
        assertThat(books).hasSize(3);
        assertThat(all.funding()).isNotZero();
        assertThat(texts(query(journal, ACCOUNTS))).containsOnly(Map.entry("main", all.toString()));
        assertThat(texts(query(journal, POSITIONS))).isEqualTo(texts(books));
        assertThat(WALLET.add(all.realized()).subtract(all.fees()).add(all.funding()))
                .isEqualByComparingTo(wallet(control));
    }

    private static void madeAnewTheyAreTheSame(JournalDatabase journal) throws SQLException {
        try (Connection connection = journal.open()) {
            Map<String, List<String>> followed = TableContents.of(connection);
            long later = System.currentTimeMillis() + Duration.ofHours(1).toMillis();

            long events = Rebuild.run(connection, later, (done, all) -> {});

            assertThat(TableContents.of(connection)).isEqualTo(followed);
            assertThat(followed.get("events")).hasSize((int) events);
        }
    }

    private static void print(TestDatabase database, FollowingHealth.Report report) {
        System.out.printf(
                "%s: %d events, lag of the tables: median %d ms, p99 %d ms, worst %d ms%n",
                database, report.events(), report.lagMedian(), report.lagP99(), report.lagWorst());
    }

    private static void awaitAgreement(SimulatorControl control, JournalDatabase journal) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(texts(query(journal, LEGS))).isEqualTo(texts(books(control))));
    }

    private static void awaitFlat(SimulatorControl control, Symbol symbol) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> control.with(engine -> engine.positions().stream()
                                .noneMatch(position ->
                                        position.position().key().symbol().equals(symbol)))
                        .toCompletableFuture()
                        .join());
    }

    private static SimulatorControl control(Node node) {
        return node.simulator().orElseThrow().control();
    }

    private static void open(SimulatorControl control, Symbol symbol, Side side, String quantity) {
        control.open(new PositionKey(symbol, PositionSide.BOTH), side, Quantity.of(quantity))
                .toCompletableFuture()
                .join();
    }

    private static void reduce(SimulatorControl control, Symbol symbol, String quantity) {
        control.reduce(new PositionKey(symbol, PositionSide.BOTH), Quantity.of(quantity))
                .toCompletableFuture()
                .join();
    }

    private static void fund(SimulatorControl control, Symbol symbol, String rate) {
        control.fund(symbol, new BigDecimal(rate)).toCompletableFuture().join();
    }

    private static void liquidate(SimulatorControl control, Symbol symbol) {
        control.with(engine -> {
                    engine.liquidate(new PositionKey(symbol, PositionSide.BOTH), control.now());
                    return true;
                })
                .toCompletableFuture()
                .join();
    }

    private static void setPrice(SimulatorControl control, Symbol symbol, String share) {
        SymbolSpec spec = SPECS.stream()
                .filter(one -> one.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
        BigDecimal tick = spec.tick().decimal();
        BigDecimal wanted = spec.initialPrice().decimal().multiply(new BigDecimal(share));
        Price price = Price.of(wanted.divide(tick, 0, RoundingMode.DOWN).multiply(tick));
        control.setPrice(symbol, price).toCompletableFuture().join();
    }

    private static BigDecimal wallet(SimulatorControl control) {
        return control.with(engine -> engine.state().wallet())
                .toCompletableFuture()
                .join();
    }

    /** What the exchange has booked, by leg. */
    private static Map<String, Result> books(SimulatorControl control) {
        return control.with(engine -> {
                    Map<String, Result> books = engine.trades().stream()
                            .collect(Collectors.toMap(
                                    trade -> leg(trade.symbol(), trade.positionSide()),
                                    LedgerEqualityTest::result,
                                    Result::plus));
                    engine.fundings()
                            .forEach(paid ->
                                    books.merge(leg(paid.symbol(), paid.positionSide()), result(paid), Result::plus));
                    return books;
                })
                .toCompletableFuture()
                .join();
    }

    private static String leg(Symbol symbol, PositionSide side) {
        return "main:" + symbol + ":" + side;
    }

    private static Result result(SimulatedTrade trade) {
        return new Result(trade.realized(), trade.commission(), BigDecimal.ZERO, 1);
    }

    private static Result result(FundingPaid paid) {
        return new Result(BigDecimal.ZERO, BigDecimal.ZERO, paid.amount(), 0);
    }

    private static Map<String, Result> query(JournalDatabase journal, String sql) throws SQLException {
        try (Connection connection = journal.open();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            Map<String, Result> results = new TreeMap<>();
            while (rows.next()) {
                results.put(
                        rows.getString(1),
                        new Result(
                                rows.getBigDecimal(2), rows.getBigDecimal(3), rows.getBigDecimal(4), rows.getLong(5)));
            }
            return results;
        }
    }

    private static Map<String, String> texts(Map<String, Result> results) {
        return results.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toString()));
    }
}
