package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.belay.journal.JournalDatabase;
import dev.belay.market.PriceKind;
import dev.belay.money.LegId;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.position.Exposure;
import dev.belay.position.Leg;
import dev.belay.position.Protection;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.Speed;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.engine.WorkingType;
import dev.belay.simulator.prices.PriceSource;
import dev.belay.trailing.StopPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole node whose stops follow the last price, at an exchange whose mark price never moves. */
@Timeout(120)
class LastPriceNodeTest {

    private static final long START = 1_790_000_000_000L;
    private static final SymbolSpec SPEC = WellKnownSymbols.all().get(0);
    private static final Symbol SYMBOL = SPEC.symbol();
    private static final LegId LEG = LegId.parse("main:" + SYMBOL + ":BOTH");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @TempDir
    Path home;

    private final TwoPrices prices = new TwoPrices();

    /** The mark price stands still; the last price is where it is put. */
    private static final class TwoPrices implements PriceSource {

        private long at = START;
        private Price last = SPEC.initialPrice();

        @Override
        public synchronized OptionalLong nextAt() {
            return OptionalLong.of(at + 1_000);
        }

        @Override
        public synchronized List<PriceStep> next() {
            at += 1_000;
            return List.of(new PriceStep(
                    SYMBOL, at, last, SPEC.initialPrice(), SPEC.quantity().minimum()));
        }

        @Override
        public synchronized void move(Symbol symbol, Price price) {
            last = price;
        }

        void move(String share) {
            BigDecimal tick = SPEC.tick().decimal();
            BigDecimal wanted = SPEC.initialPrice().decimal().multiply(new BigDecimal(share));
            move(SYMBOL, Price.of(wanted.divide(tick, 0, RoundingMode.DOWN).multiply(tick)));
        }
    }

    private Settings settings() {
        return TestSettings.paper(
                home, TestSettings.generated(0, SYMBOL.name()), StopPolicy.DEFAULT.following(PriceKind.LAST));
    }

    private Node start() {
        Node.prepareHome(settings());
        Node.migrate(settings().database());
        return Node.start(
                settings(),
                PaperExchange.start(
                        SimulatorSettings.of(List.of(SPEC), prices, START)
                                .withWallet(new BigDecimal("1000000"))
                                .at(new Speed(20), true),
                        SimulatorAudit.NONE));
    }

    @Test
    void theStopTrailsTradesAndFiresByThemWhileTheMarkPriceStandsStill() {
        try (Node node = start()) {
            SimulatorControl control = node.simulator().orElseThrow().control();
            control.open(new PositionKey(SYMBOL, PositionSide.BOTH), Side.BUY, Quantity.of("0.02"))
                    .toCompletableFuture()
                    .join();
            await().atMost(LONGEST).until(this::isProtected);
            Price first = position().trail().level();
            assertThat(stops(control))
                    .extracting(
                            stop -> stop.ticket().closePosition(),
                            stop -> stop.ticket().workingType())
                    .containsExactlyInAnyOrder(
                            tuple(true, WorkingType.MARK_PRICE), tuple(false, WorkingType.CONTRACT_PRICE));

            prices.move("1.02");
            await().atMost(LONGEST).until(() -> position().trail().activated() && isProtected());
            assertThat(position().trail().level()).isGreaterThan(first);

            prices.move("1.01");
            await().atMost(LONGEST).until(() -> state().phase() == Leg.Phase.FLAT);
            await().atMost(LONGEST).until(() -> stops(control).isEmpty());
        }
    }

    private static List<SimulatedAlgoOrder> stops(SimulatorControl control) {
        return control.account().toCompletableFuture().join().openAlgoOrders();
    }

    private Exposure position() {
        return state().open().orElseThrow();
    }

    private boolean isProtected() {
        return Protection.of(state()).state() == Protection.State.PROTECTED;
    }

    private Leg state() {
        Settings.Database database = settings().database();
        return new JournalDatabase(database.url(), database.user(), database.password())
                .reader()
                .stateAt(LEG, Long.MAX_VALUE);
    }
}
