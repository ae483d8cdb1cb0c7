package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.AlgoTerms;
import dev.belay.simulator.engine.AlgoTicket;
import dev.belay.simulator.engine.Fees;
import dev.belay.simulator.engine.LedgerEntry;
import dev.belay.simulator.engine.OrderName;
import dev.belay.simulator.engine.OrderTicket;
import dev.belay.simulator.engine.OrderType;
import dev.belay.simulator.engine.PositionKey;
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

    @Test
    void remembersIsolatedMarginTrailsAndTransfers() {
        LedgerFile ledger = new LedgerFile(file());
        SimulatedExchange before = exchange(ledger);
        PositionKey key = new PositionKey(BTC, PositionSide.BOTH);
        before.setMarginType(BTC, true, 1);
        before.place(OrderTicket.market(BTC, Side.BUY, Quantity.of("0.1"), false, "a"), 2);
        before.movePositionMargin(key, new BigDecimal("12.5"), 3);
        before.deposit(new BigDecimal("100"), 4);
        before.setFeeBurn(true);
        before.place(
                new AlgoTicket(
                        BTC,
                        PositionSide.BOTH,
                        Side.SELL,
                        OrderType.TRAILING_STOP_MARKET,
                        Quantity.of("0.1"),
                        Price.ZERO,
                        WorkingType.CONTRACT_PRICE,
                        false,
                        true,
                        false,
                        "t",
                        AlgoTerms.trailing(Price.of("97000"), new BigDecimal("1.5"))),
                5);
        before.price(step("97100.0", 10_000));
        ledger.commit();
        SimulatedExchange after = exchange(new LedgerFile(file()));
        assertThat(after.state()).isEqualTo(before.state());
        assertThat(after.positions()).isEqualTo(before.positions());
        assertThat(after.openAlgoOrders())
                .isEqualTo(before.openAlgoOrders())
                .singleElement()
                .satisfies(order -> {
                    assertThat(order.trail().activated()).isTrue();
                    assertThat(order.trail().extreme()).isEqualTo(Price.of("97100"));
                });
        assertThat(after.transfers()).isEqualTo(before.transfers()).hasSize(1);
        assertThat(after.marginTransfers()).isEqualTo(before.marginTransfers()).hasSize(1);
    }

    @Test
    void takesLinesOfASimulatorThatKnewLess() throws IOException {
        Files.writeString(file(), """
                {"kind":"account","value":{"wallet":"900","hedge":false}}
                {"kind":"position","value":{"key":{"symbol":{"name":"BTCUSDT"},"side":"BOTH"},"amount":1000000,\
                "entryPrice":"96000","realized":"0","updatedAt":5}}
                {"kind":"order","value":{"ticket":{"symbol":{"name":"BTCUSDT"},"positionSide":"BOTH","side":"BUY",\
                "type":"MARKET","timeInForce":"GTC","quantity":{"units":1000000},"price":{"units":0},\
                "reduceOnly":false,"closePosition":false,"clientId":"a"},"orderId":8000000001,"status":"FILLED",\
                "executed":{"units":1000000},"quote":"960","createdAt":5,"updatedAt":5}}
                {"kind":"algo","value":{"ticket":{"symbol":{"name":"BTCUSDT"},"positionSide":"BOTH","side":"SELL",\
                "type":"STOP_MARKET","quantity":{"units":1000000},"trigger":{"units":9500000000000},\
                "workingType":"MARK_PRICE","closePosition":false,"reduceOnly":true,"priceProtect":false,"clientId":"w"},\
                "algoId":4000000000000001,"status":"NEW","createdAt":6,"updatedAt":6,"outcome":{"triggeredAt":0,\
                "orderId":0,"price":"0","quantity":"0","reason":""}}}
                """);
        SimulatedExchange old = exchange(new LedgerFile(file()));
        old.price(step("94000.0", 10_000));
        assertThat(old.positions()).isEmpty();
        assertThat(old.find(BTC, OrderName.of("w"))).isPresent();
        assertThat(old.state().multiAssets()).isFalse();
    }

    @Test
    void forgetsWhatNobodyCanAskForAnyMore() {
        LedgerFile ledger = new LedgerFile(file());
        SimulatedExchange exchange = exchange(ledger);
        exchange.place(stop("94000", "old", false), 1_000);
        exchange.cancelAlgo(OrderName.of("old"), 2_000);
        exchange.place(stop("94000", "waits", false), 3_000);
        exchange.price(step("96000.0", 4L * 24 * 3_600_000));
        ledger.commit();
        SimulatedExchange after = exchange(new LedgerFile(file()));
        assertThat(after.allAlgoOrders()).extracting(order -> order.clientId()).containsExactly("waits");
    }
}
