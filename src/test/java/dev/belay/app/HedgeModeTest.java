package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.javadsl.AskPattern;
import dev.belay.journal.JournalDatabase;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.position.AccountActor;
import dev.belay.position.EntryPlan;
import dev.belay.position.Leg;
import dev.belay.position.Protection;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.Speed;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.ScriptedPrices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A long and a short of one symbol at once (binance-api §13): two legs, each with its own stops, through a whole node. */
@Timeout(120)
class HedgeModeTest {

    private static final long START = 1_790_000_000_000L;
    private static final SymbolSpec SPEC = WellKnownSymbols.all().get(0);
    private static final Symbol SYMBOL = SPEC.symbol();
    private static final LegId LONG = LegId.parse("main:" + SYMBOL + ":LONG");
    private static final LegId SHORT = LegId.parse("main:" + SYMBOL + ":SHORT");

    @TempDir
    Path home;

    private Settings settings() {
        return TestSettings.paper(home, TestSettings.generated(0, SYMBOL.name()));
    }

    private PaperExchange exchange(int speed) {
        var exchange = PaperExchange.start(
                SimulatorSettings.of(List.of(SPEC), new ScriptedPrices(List.of(SPEC), START), START)
                        .withWallet(new BigDecimal("1000000"))
                        .at(new Speed(speed), true),
                SimulatorAudit.NONE);
        exchange.simulator()
                .control()
                .with(engine -> {
                    engine.setHedgeMode(true);
                    return true;
                })
                .toCompletableFuture()
                .join();
        return exchange;
    }

    private Node start(int speed) {
        Node.prepareHome(settings());
        Node.migrate(settings().database());
        return Node.start(settings(), exchange(speed));
    }

    @Test
    void aLongAndAShortOfOneSymbolEachHaveTheirOwnStops() {
        try (Node node = start(20)) {
            SimulatorControl control = node.simulator().orElseThrow().control();
            open(control, PositionSide.LONG, Side.BUY, "0.02");
            open(control, PositionSide.SHORT, Side.SELL, "0.01");
            await().atMost(Duration.ofSeconds(30)).until(() -> isProtected(LONG) && isProtected(SHORT));
            assertThat(stops(control, PositionSide.LONG)).hasSize(2).allMatch(stop -> closes(stop, Side.SELL));
            assertThat(stops(control, PositionSide.SHORT)).hasSize(2).allMatch(stop -> closes(stop, Side.BUY));

            setPrice(control, "0.982");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> state(SHORT).open().orElseThrow().trail().activated() && isProtected(SHORT));
            assertThat(state(LONG).open().orElseThrow().trail().activated()).isFalse();

            setPrice(control, "0.975");
            await().atMost(Duration.ofSeconds(30)).until(() -> state(LONG).phase() == Leg.Phase.FLAT);
            await().atMost(Duration.ofSeconds(30)).until(() -> isProtected(SHORT));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> stops(control, PositionSide.LONG).isEmpty());
            assertThat(stops(control, PositionSide.SHORT)).hasSize(2);
        }
    }

    private static EntryPlan openShort(Node node) {
        return AskPattern.<AccountActor.Command, EntryPlan>askWithStatus(
                        node.refs().account(),
                        replyTo ->
                                new AccountActor.Open(SYMBOL, Direction.SHORT, new BigDecimal("500"), "alice", replyTo),
                        Duration.ofSeconds(20),
                        node.system().scheduler())
                .toCompletableFuture()
                .join();
    }

    @Test
    void anEntryOfOursOpensTheLegOfItsDirection() {
        try (Node node = start(1)) {
            EntryPlan plan = await().atMost(Duration.ofSeconds(30))
                    .ignoreException(CompletionException.class) // refused until the account has been read
                    .until(() -> openShort(node), Objects::nonNull);

            assertThat(plan.direction()).isEqualTo(Direction.SHORT);
            await().atMost(Duration.ofSeconds(30)).until(() -> isProtected(SHORT));
            assertThat(state(SHORT).open().orElseThrow().ownEntry()).isTrue();
        }
    }

    private static void open(SimulatorControl control, PositionSide side, Side order, String quantity) {
        control.open(new PositionKey(SYMBOL, side), order, Quantity.of(quantity))
                .toCompletableFuture()
                .join();
    }

    private static void setPrice(SimulatorControl control, String share) {
        BigDecimal tick = SPEC.tick().decimal();
        BigDecimal wanted = SPEC.initialPrice().decimal().multiply(new BigDecimal(share));
        Price price = Price.of(wanted.divide(tick, 0, RoundingMode.DOWN).multiply(tick));
        control.setPrice(SYMBOL, price).toCompletableFuture().join();
    }

    private static List<SimulatedAlgoOrder> stops(SimulatorControl control, PositionSide side) {
        return control.account().toCompletableFuture().join().openAlgoOrders().stream()
                .filter(stop -> stop.ticket().positionSide() == side)
                .toList();
    }

    private static boolean closes(SimulatedAlgoOrder stop, Side side) {
        return stop.ticket().side() == side;
    }

    private boolean isProtected(LegId leg) {
        return Protection.of(state(leg)).state() == Protection.State.PROTECTED;
    }

    private Leg state(LegId leg) {
        Settings.Database database = settings().database();
        return new JournalDatabase(database.url(), database.user(), database.password())
                .reader()
                .stateAt(leg, Long.MAX_VALUE);
    }
}
