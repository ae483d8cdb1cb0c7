package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.AlgoTicket;
import dev.belay.simulator.engine.Fees;
import dev.belay.simulator.engine.LedgerEntry;
import dev.belay.simulator.engine.OrderTicket;
import dev.belay.simulator.engine.OrderType;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedExchange;
import dev.belay.simulator.engine.WorkingType;
import dev.belay.simulator.faults.FaultBoard;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFileTest {

    private static final Symbol BTC = new Symbol("BTCUSDT");

    @TempDir
    Path folder = Path.of("");

    private Path file() {
        return folder.resolve("exchange.ledger");
    }

    private static SimulatedExchange exchange(LedgerFile ledger) {
        SimulatedExchange exchange = new SimulatedExchange(
                WellKnownSymbols.all(),
                new BigDecimal("10000"),
                Fees.STANDARD,
                0,
                event -> {},
                ledger,
                FaultBoard.quiet());
        for (LedgerEntry entry : ledger.restored()) {
            exchange.restore(entry);
        }
        return exchange;
    }

    private SimulatedExchange live() {
        LedgerFile ledger = new LedgerFile(file());
        SimulatedExchange exchange = exchange(ledger);
        exchange.setLeverage(BTC, 7, 1);
        exchange.place(OrderTicket.market(BTC, Side.BUY, Quantity.of("0.013"), false, "a"), 2);
        exchange.price(step("96123.4", 10_000));
        exchange.place(OrderTicket.market(BTC, Side.BUY, Quantity.of("0.007"), false, "b"), 11_000);
        exchange.place(stop("94000", "d1", true), 12_000);
        exchange.place(stop("95000", "w1", false), 12_001);
        exchange.place(stop("96000", "w2", false), 12_002);
        exchange.price(step("95999.0", 20_000));
        ledger.commit();
        return exchange;
    }

    private static PriceStep step(String price, long at) {
        return new PriceStep(BTC, at, Price.of(price), Price.of(price + "7"), Quantity.of("1"));
    }

    private static AlgoTicket stop(String trigger, String id, boolean closes) {
        return new AlgoTicket(
                BTC,
                PositionSide.BOTH,
                Side.SELL,
                OrderType.STOP_MARKET,
                Quantity.of(closes ? "0" : "0.01"),
                Price.of(trigger),
                WorkingType.MARK_PRICE,
                closes,
                !closes,
                false,
                id);
    }

    @Test
    void bringsTheExchangeBackAsItWasWhenTheProcessWasKilled() {
        SimulatedExchange before = live();
        SimulatedExchange after = exchange(new LedgerFile(file()));
        assertSame(before, after);
        SimulatedExchange again = exchange(new LedgerFile(file()));
        assertSame(before, again);
        assertThat(again.place(stop("90000", "w3", false), 30_000).algoId()).isEqualTo(4_000_000_000_000_004L);
    }

    private static void assertSame(SimulatedExchange before, SimulatedExchange after) {
        assertThat(after.state()).isEqualTo(before.state());
        assertThat(after.positions()).isEqualTo(before.positions());
        assertThat(after.openAlgoOrders()).isEqualTo(before.openAlgoOrders());
        assertThat(after.allAlgoOrders()).isEqualTo(before.allAlgoOrders());
        assertThat(after.allOrders()).isEqualTo(before.allOrders());
        assertThat(after.trades()).isEqualTo(before.trades());
        assertThat(after.market().latest(BTC)).isEqualTo(before.market().latest(BTC));
        assertThat(after.openAlgoOrders()).hasSize(2);
    }

    @Test
    void keepsOnlyTheNewestLineOfEachThing() throws IOException {
        LedgerFile ledger = new LedgerFile(file());
        SimulatedExchange exchange = exchange(ledger);
        for (int second = 0; second < 1_000; second++) {
            exchange.price(step("96000.0", second * 1_000L));
        }
        assertThat(Files.readAllLines(file())).isEmpty();
        ledger.commit();
        assertThat(Files.readAllLines(file())).hasSizeBetween(195, 205);
        LedgerFile compacted = new LedgerFile(file());
        assertThat(compacted.restored()).hasSize(1);
        assertThat(Files.readAllLines(file())).hasSize(1);
    }

    @Test
    void forgivesALastLineThatWasCutOffAndNothingElse() throws IOException {
        live();
        Files.writeString(file(), "{\"kind\":\"ord", StandardOpenOption.APPEND);
        LedgerFile reopened = new LedgerFile(file());
        assertThat(exchange(reopened).openAlgoOrders()).hasSize(2);
        Files.writeString(file(), "nonsense\n{}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> new LedgerFile(file()))
                .hasMessageContaining("exchange.ledger")
                .hasRootCauseInstanceOf(Exception.class)
                .hasStackTraceContaining("is not a ledger line");
    }
}
