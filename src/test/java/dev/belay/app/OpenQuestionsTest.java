package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.AccountView;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorControl;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.Speed;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.ExchangeRules;
import dev.belay.simulator.engine.OpenQuestion;
import dev.belay.simulator.engine.OpenQuestions;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.SimulatedAlgoOrder;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.ScriptedPrices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Belay works whatever the real exchange turns out to do (binance-api §18): a run for each answer, turned round. */
@Timeout(120)
class OpenQuestionsTest {

    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final PositionKey KEY = new PositionKey(BTC, PositionSide.BOTH);
    private static final long START = 1_790_000_000_000L;
    private static final Speed SPEED = new Speed(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(10);

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(OpenQuestion.class)
    void protectsTrailsAndCleansUpWithTheOtherAnswer(OpenQuestion question) {
        List<SymbolSpec> symbols = List.of(WellKnownSymbols.find(BTC).orElseThrow());
        SimulatorSettings exchange = SimulatorSettings.of(symbols, new ScriptedPrices(symbols, START), START)
                .with(ExchangeRules.STANDARD.with(OpenQuestions.USUAL.flip(question)))
                .at(SPEED, true);
        Settings settings = TestSettings.paper(home, TestSettings.generated(1, "BTCUSDT"));
        Node.prepareHome(settings);
        Node.migrate(settings.database());
        PaperExchange paper = PaperExchange.start(exchange, SimulatorAudit.NONE);
        try (Node node = Node.start(settings, paper)) {
            SimulatorControl control = paper.simulator().control();
            trailsUntilTheStopFires(control);
            removesWhatAPersonLeavesBehind(control);
            assertThat(paper.simulator().clock().overruns()).isZero();
        }
    }

    private static void trailsUntilTheStopFires(SimulatorControl control) {
        join(control.open(KEY, Side.BUY, Quantity.of("0.01")));
        until(control, OpenQuestionsTest::isProtected);
        Price initial = workingLevel(account(control));
        join(control.setPrice(BTC, Price.of("98500")));
        until(control, view -> isProtected(view) && workingLevel(view).compareTo(Price.of("97900")) > 0);
        assertThat(workingLevel(account(control))).isGreaterThan(initial);
        join(control.setPrice(BTC, Price.of("97000")));
        until(
                control,
                view -> view.positions().isEmpty() && view.openAlgoOrders().isEmpty());
    }

    private static void removesWhatAPersonLeavesBehind(SimulatorControl control) {
        join(control.open(KEY, Side.SELL, Quantity.of("0.02")));
        until(control, OpenQuestionsTest::isProtected);
        join(control.close(KEY));
        until(
                control,
                view -> view.positions().isEmpty() && view.openAlgoOrders().isEmpty());
    }

    /** A stop for the whole position and one that closes it whatever its size. */
    private static boolean isProtected(AccountView view) {
        List<SimulatedAlgoOrder> stops = view.openAlgoOrders();
        return view.positions().size() == 1
                && stops.stream().anyMatch(stop -> stop.ticket().closePosition())
                && stops.stream()
                        .anyMatch(stop -> stop.ticket()
                                .quantity()
                                .equals(view.positions().get(0).position().size()));
    }

    /** The best level of the stops that reduce a long position. */
    private static Price workingLevel(AccountView view) {
        return view.openAlgoOrders().stream()
                .filter(stop -> !stop.ticket().closePosition())
                .map(stop -> stop.ticket().trigger())
                .max(Price::compareTo)
                .orElse(Price.ZERO);
    }

    private static void until(SimulatorControl control, Predicate<AccountView> condition) {
        await().pollInterval(POLL).atMost(PATIENCE).until(() -> account(control), condition);
    }

    private static AccountView account(SimulatorControl control) {
        return join(control.account());
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
