package dev.belay.simulator.engine;

import static dev.belay.simulator.engine.ExchangeFixture.BTC;
import static dev.belay.simulator.engine.ExchangeFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Isolated margin, liquidation and deleveraging: binance-api §6, §13, §14. */
class MarginTest {

    private static void assertRefused(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ExchangeError.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    private static ExchangeFixture isolated() {
        ExchangeFixture fixture = new ExchangeFixture();
        fixture.exchange.setMarginType(BTC, true, fixture.now);
        fixture.market(Side.BUY, "0.1", false);
        return fixture;
    }

    private static BigDecimal isolatedWallet(ExchangeFixture fixture) {
        return fixture.exchange.position(KEY).position().isolatedWallet();
    }

    @Test
    void setsTheInitialMarginOfAnIsolatedPositionApart() {
        ExchangeFixture fixture = isolated();
        assertThat(isolatedWallet(fixture)).isEqualByComparingTo("480.0005");
        MarginSummary margin = fixture.exchange.margin();
        assertThat(margin.crossWallet()).isEqualByComparingTo(margin.wallet().subtract(new BigDecimal("480.0005")));
        fixture.market(Side.SELL, "0.05", true);
        assertThat(isolatedWallet(fixture)).isEqualByComparingTo("240.00025");
        fixture.market(Side.SELL, "0.05", true);
        assertThat(isolatedWallet(fixture)).isZero();
    }

    @Test
    void movesMarginToAndFromAnIsolatedPosition() {
        ExchangeFixture fixture = isolated();
        assertRefused(-4051, () -> fixture.exchange.movePositionMargin(KEY, new BigDecimal("-10"), fixture.now));
        fixture.exchange.movePositionMargin(KEY, new BigDecimal("100"), fixture.now);
        assertThat(isolatedWallet(fixture)).isEqualByComparingTo("580.0005");
        assertThat(fixture.events(ExchangeEvent.AccountChanged.class))
                .last()
                .extracting(ExchangeEvent.AccountChanged::reason)
                .isEqualTo("MARGIN_TRANSFER");
        fixture.exchange.movePositionMargin(KEY, new BigDecimal("-50"), fixture.now);
        assertThat(fixture.exchange.marginTransfers()).hasSize(2);
        assertRefused(-4050, () -> fixture.exchange.movePositionMargin(KEY, new BigDecimal("100000"), fixture.now));
        assertRefused(-4161, () -> fixture.exchange.setLeverage(BTC, 10, fixture.now));
        PositionKey other = new PositionKey(new Symbol("ETHUSDT"), PositionSide.BOTH);
        assertRefused(-4049, () -> fixture.exchange.movePositionMargin(other, BigDecimal.ONE, fixture.now));
    }

    @Test
    void paysFundingOfAnIsolatedPositionFromItsOwnWallet() {
        ExchangeFixture fixture = isolated();
        BigDecimal before = isolatedWallet(fixture);
        fixture.exchange.fund(BTC, new BigDecimal("0.0001"), fixture.now);
        assertThat(isolatedWallet(fixture)).isEqualByComparingTo(before.subtract(new BigDecimal("0.96")));
        ExchangeEvent.AccountChanged told = fixture.events(ExchangeEvent.AccountChanged.class)
                .get(fixture.events(ExchangeEvent.AccountChanged.class).size() - 1);
        assertThat(told.funded()).isEqualTo("BTCUSDT");
        assertThat(told.positions()).hasSize(1);
    }

    @Test
    void liquidatesAnIsolatedPositionAndNothingElse() {
        ExchangeFixture fixture = isolated();
        fixture.closing(Side.SELL, OrderType.STOP_MARKET, "80000", "d");
        fixture.limit(Side.SELL, "99000", TimeInForce.GTC, true);
        fixture.price("92000");
        assertThat(fixture.amount()).isEqualByComparingTo("0.1");
        fixture.events.clear();
        Price liquidation = fixture.exchange.liquidationPrice(fixture.exchange.position(KEY));
        assertThat(liquidation.decimal()).isBetween(new BigDecimal("91500"), new BigDecimal("91700"));
        fixture.price("91550");
        assertThat(fixture.amount()).isZero();
        assertThat(fixture.told())
                .startsWith("order EXPIRED EXPIRED", "algo d EXPIRED", "order NEW NEW")
                .contains("order CALCULATED FILLED");
        assertThat(fixture.exchange.state().wallet()).isGreaterThan(new BigDecimal("9510"));
        SimulatedOrder forced =
                fixture.exchange.allOrders().get(fixture.exchange.allOrders().size() - 1);
        assertThat(forced.clientId()).startsWith("autoclose-");
        assertThat(forced.ticket().type()).isEqualTo(OrderType.LIMIT);
    }

    @Test
    void callsTheOwnerBeforeItLiquidatesACrossPosition() {
        ExchangeFixture fixture = new ExchangeFixture(ExchangeRules.STANDARD, "1000");
        fixture.market(Side.BUY, "0.1", false);
        fixture.price("87500");
        assertThat(fixture.events(ExchangeEvent.MarginCalled.class)).isEmpty();
        fixture.price("86400");
        fixture.price("86399");
        assertThat(fixture.events(ExchangeEvent.MarginCalled.class)).hasSize(1);
        assertThat(fixture.amount()).isEqualByComparingTo("0.1");
        fixture.price("86000");
        assertThat(fixture.amount()).isZero();
        assertThat(fixture.exchange.state().wallet()).isGreaterThanOrEqualTo(BigDecimal.ZERO);
    }

    @Test
    void liquidatesAndDeleveragesOnDemand() {
        ExchangeFixture fixture = new ExchangeFixture();
        fixture.market(Side.BUY, "0.1", false);
        fixture.closing(Side.SELL, OrderType.STOP_MARKET, "80000", "d");
        fixture.exchange.deleverage(KEY, new BigDecimal("0.3"), ++fixture.now);
        assertThat(fixture.amount()).isEqualByComparingTo("0.07");
        assertThat(fixture.order("adl_autoclose").status()).isEqualTo(OrderStatus.FILLED);
        assertThat(fixture.statusOf("d")).isEqualTo(AlgoStatus.NEW);
        fixture.exchange.liquidate(KEY, ++fixture.now);
        assertThat(fixture.amount()).isZero();
        assertThat(fixture.statusOf("d")).isEqualTo(AlgoStatus.EXPIRED);
    }

    @Test
    void neverOverlooksALiquidationHoweverPricesWalk() {
        for (long seed = 1; seed <= 20; seed++) {
            walk(seed);
        }
    }

    private static void walk(long seed) {
        Random random = new Random(seed);
        ExchangeFixture fixture = new ExchangeFixture(ExchangeRules.STANDARD, "1500");
        Symbol eth = new Symbol("ETHUSDT");
        if (seed % 2 == 0) {
            fixture.exchange.setMarginType(eth, true, fixture.now);
        }
        fixture.market(random.nextBoolean() ? Side.BUY : Side.SELL, "0.1", false);
        fixture.exchange.place(
                OrderTicket.market(eth, random.nextBoolean() ? Side.BUY : Side.SELL, Quantity.of("2"), false, ""),
                fixture.now);
        long btc = 960_000;
        long ethereum = 340_000;
        for (int step = 0; step < 3_000; step++) {
            btc = Math.max(1_000, btc + random.nextInt(2_001) - 1_000);
            ethereum = Math.max(1_000, ethereum + random.nextInt(2_001) - 1_000);
            fixture.price(BigDecimal.valueOf(btc, 1).toString());
            Price price = Price.of(BigDecimal.valueOf(ethereum, 2));
            fixture.exchange.price(new PriceStep(eth, fixture.now, price, price, Quantity.of("1")));
            assertSound(fixture.exchange, seed);
        }
    }

    private static void assertSound(SimulatedExchange exchange, long seed) {
        MarginSummary margin = exchange.margin();
        List<PositionReport> positions = exchange.positions();
        boolean hasCross =
                positions.stream().anyMatch(report -> !report.settings().isolated());
        if (hasCross) {
            assertThat(margin.crossBalance()).as("seed %d", seed).isGreaterThan(margin.crossMaintenance());
        }
        for (PositionReport report : positions) {
            if (report.settings().isolated()) {
                assertThat(report.isolatedMargin()).as("seed %d", seed).isGreaterThan(report.maintenanceMargin());
            }
        }
    }
}
