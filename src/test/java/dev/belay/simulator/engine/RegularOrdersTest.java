package dev.belay.simulator.engine;

import static dev.belay.simulator.engine.ExchangeFixture.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Regular orders and the money they move: binance-api §7, §13, §14. */
class RegularOrdersTest {

    private final ExchangeFixture fixture = new ExchangeFixture();

    private static void assertRefused(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ExchangeError.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    @Test
    void keepTheBooksOfAPositionThatOpensGrowsShrinksAndTurns() {
        fixture.market(Side.BUY, "0.01", false);
        fixture.price("97000");
        fixture.market(Side.BUY, "0.03", false);
        SimulatedPosition grown = fixture.exchange.position(ExchangeFixture.KEY).position();
        // (96000.1 × 0.01 + 97000.1 × 0.03) ÷ 0.04
        assertThat(grown.entryPrice()).isEqualByComparingTo("96750.1");
        fixture.price("98000");
        fixture.market(Side.SELL, "0.02", true);
        SimulatedTrade reduced =
                fixture.exchange.trades().get(fixture.exchange.trades().size() - 1);
        assertThat(reduced.realized()).isEqualByComparingTo("24.996");
        assertThat(fixture.amount()).isEqualByComparingTo("0.02");
        fixture.market(Side.SELL, "0.05", false);
        SimulatedPosition turned =
                fixture.exchange.position(ExchangeFixture.KEY).position();
        assertThat(turned.signedAmount()).isEqualByComparingTo("-0.03");
        assertThat(turned.entryPrice()).isEqualByComparingTo("97999.9");
    }

    @Test
    void changeTheWalletByProfitAndCommissionToTheLastDigit() {
        fixture.market(Side.BUY, "0.01", false);
        fixture.price("97000");
        fixture.market(Side.SELL, "0.01", true);
        BigDecimal profit = new BigDecimal("9.998");
        BigDecimal commissions = new BigDecimal("0.4800005").add(new BigDecimal("0.4849995"));
        assertThat(fixture.exchange.state().wallet())
                .isEqualByComparingTo(new BigDecimal("10000").add(profit).subtract(commissions));
    }

    @Test
    void fillTwiceWhenTwoMarketOrdersCarryTheSameId() {
        fixture.market(Side.BUY, "0.01", "same");
        fixture.market(Side.BUY, "0.01", "same");
        assertThat(fixture.amount()).isEqualByComparingTo("0.02");
    }

    @Test
    void areRefusedReduceOnlyWithoutAPositionAndCutWhenLarger() {
        assertRefused(-2022, () -> fixture.market(Side.SELL, "0.01", true));
        fixture.market(Side.BUY, "0.01", false);
        assertRefused(-2022, () -> fixture.market(Side.BUY, "0.01", true));
        SimulatedOrder cut = fixture.market(Side.SELL, "0.05", true);
        assertThat(cut.executed()).isEqualTo(Quantity.of("0.01"));
        assertThat(fixture.amount()).isZero();
    }

    @Test
    void skipTheSmallestNotionalOnlyWhenTheyReduce() {
        Symbol ada = new Symbol("ADAUSDT");
        assertRefused(
                -4164,
                () -> fixture.exchange.place(
                        OrderTicket.market(ada, Side.BUY, Quantity.of("5"), false, ""), fixture.now));
        fixture.exchange.place(OrderTicket.market(ada, Side.BUY, Quantity.of("10"), false, ""), fixture.now);
        SimulatedOrder dust =
                fixture.exchange.place(OrderTicket.market(ada, Side.SELL, Quantity.of("2"), true, ""), fixture.now);
        assertThat(dust.status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void areCheckedAgainstTheFilters() {
        assertRefused(-4003, () -> fixture.market(Side.BUY, "0", false));
        assertRefused(-1111, () -> fixture.market(Side.BUY, "0.0105", false));
        assertRefused(-4005, () -> fixture.market(Side.BUY, "121", false));
        assertRefused(-2019, () -> fixture.market(Side.BUY, "10", false));
        assertRefused(-4014, () -> fixture.limit(Side.BUY, "95000.05", TimeInForce.GTC, false));
        assertRefused(-4016, () -> fixture.limit(Side.BUY, "101000", TimeInForce.GTC, false));
        assertRefused(
                -1121,
                () -> fixture.exchange.place(
                        OrderTicket.market(new Symbol("NOPE"), Side.BUY, Quantity.of("1"), false, ""), fixture.now));
    }

    @Test
    void restFillAndExpireByTheirTimeInForce() {
        SimulatedOrder resting = fixture.limit(Side.BUY, "95000", TimeInForce.GTC, false);
        assertThat(resting.status()).isEqualTo(OrderStatus.NEW);
        assertThat(fixture.limit(Side.BUY, "95000", TimeInForce.IOC, false).status())
                .isEqualTo(OrderStatus.EXPIRED);
        assertRefused(-5021, () -> fixture.limit(Side.BUY, "95000", TimeInForce.FOK, false));
        assertRefused(-5022, () -> fixture.limit(Side.BUY, "97000", TimeInForce.GTX, false));
        fixture.price("94990");
        SimulatedTrade trade = fixture.exchange.trades().get(0);
        assertThat(trade.price()).isEqualTo(Price.of("95000"));
        assertThat(trade.maker()).isTrue();
        assertRefused(-2011, () -> fixture.exchange.cancel(BTC, new OrderName(resting.orderId(), ""), fixture.now));
    }

    @Test
    void doNotPromiseMoreThanThePositionHolds() {
        fixture.market(Side.BUY, "0.01", false);
        SimulatedOrder promised = fixture.limit(Side.SELL, "99000", TimeInForce.GTC, true);
        assertRefused(-2022, () -> fixture.limit(Side.SELL, "99500", TimeInForce.GTC, true));
        fixture.market(Side.SELL, "0.01", true);
        assertThat(fixture.exchange
                        .find(BTC, new OrderName(promised.orderId(), ""))
                        .orElseThrow()
                        .status())
                .isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void cannotTurnAPositionInHedgeMode() {
        fixture.exchange.setHedgeMode(true);
        assertRefused(-4061, () -> fixture.market(Side.BUY, "0.01", false));
        hedge(PositionSide.LONG, Side.BUY, "0.01");
        hedge(PositionSide.SHORT, Side.SELL, "0.02");
        assertRefused(-2022, () -> hedge(PositionSide.LONG, Side.SELL, "0.02"));
        assertThat(fixture.exchange.positions()).hasSize(2);
        assertRefused(-4068, () -> fixture.exchange.setHedgeMode(false));
    }

    private void hedge(PositionSide positionSide, Side side, String quantity) {
        fixture.exchange.place(
                new OrderTicket(
                        BTC,
                        positionSide,
                        side,
                        OrderType.MARKET,
                        TimeInForce.GTC,
                        Quantity.of(quantity),
                        Price.ZERO,
                        false,
                        false,
                        ""),
                ++fixture.now);
    }

    @Test
    void payFundingEveryEightHours() {
        fixture.market(Side.BUY, "0.01", false);
        BigDecimal before = fixture.exchange.state().wallet();
        fixture.now += 8 * 3_600_000L;
        fixture.price("96000");
        assertThat(fixture.exchange.fundings()).hasSize(1);
        assertThat(before.subtract(fixture.exchange.state().wallet())).isEqualByComparingTo("0.096");
    }

    @Test
    void liquidateWhereTheFormulaSays() {
        fixture.market(Side.BUY, "0.2", false);
        PositionReport report = fixture.exchange.position(ExchangeFixture.KEY);
        Price liquidation = fixture.exchange.liquidationPrice(report);
        // (9990.39999 − 0.2 × 96000.1) ÷ (0.2 × 0.004 − 0.2), wallet after a commission of 9.60001
        assertThat(liquidation.decimal()).isEqualByComparingTo("46233.03217871");
    }

    @Test
    void showTheFormulasOfTheReport() {
        fixture.market(Side.BUY, "0.01", false);
        fixture.price("97000");
        PositionReport report = fixture.exchange.position(ExchangeFixture.KEY);
        assertThat(report.unrealized()).isEqualByComparingTo("9.999");
        assertThat(report.notional()).isEqualByComparingTo("970");
        assertThat(report.initialMargin()).isEqualByComparingTo("48.5");
    }
}
