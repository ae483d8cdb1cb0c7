package dev.belay.simulator.engine;

import static dev.belay.simulator.engine.ExchangeFixture.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.math.BigDecimal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Books with an end: several trades per order, market bounds, IOC, FOK, amendments and countdowns. */
class MarketDepthTest {

    private final ExchangeFixture fixture = thin("1000", 100);

    /** Levels of so many USDT, so many ticks apart. */
    private static ExchangeFixture thin(String levelNotional, int ticks) {
        return new ExchangeFixture(
                ExchangeRules.STANDARD.with(new Liquidity(new BigDecimal(levelNotional), ticks)), "10000");
    }

    private static void assertRefused(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ExchangeError.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    private SimulatedOrder limit(Side side, String quantity, String price, TimeInForce timeInForce) {
        return fixture.exchange.place(
                new OrderTicket(
                        BTC,
                        PositionSide.BOTH,
                        side,
                        OrderType.LIMIT,
                        timeInForce,
                        Quantity.of(quantity),
                        Price.of(price),
                        false,
                        false,
                        "l"),
                ++fixture.now);
    }

    @Test
    void fillsAMarketOrderLevelByLevel() {
        SimulatedOrder order = fixture.market(Side.BUY, "0.025", false);
        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(fixture.exchange.trades())
                .extracting(trade -> trade.price() + " " + trade.quantity())
                .containsExactly("96000.1 0.01", "96010.1 0.01", "96020.1 0.005");
        assertThat(order.averagePrice()).isEqualByComparingTo("96008.1");
        assertThat(fixture.told())
                .containsExactly(
                        "order NEW NEW",
                        "TradeReported",
                        "AccountChanged",
                        "order TRADE PARTIALLY_FILLED",
                        "TradeReported",
                        "AccountChanged",
                        "order TRADE PARTIALLY_FILLED",
                        "TradeReported",
                        "AccountChanged",
                        "order TRADE FILLED");
    }

    @Test
    void leavesTheRestOfAMarketOrderUnfilledWhereTheBoundIs() {
        ExchangeFixture empty = thin("100", 30_000);
        SimulatedOrder order = empty.market(Side.SELL, "0.01", false);
        assertThat(order.status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(order.executed()).isEqualTo(Quantity.of("0.002"));
        assertThat(empty.events(ExchangeEvent.OrderChanged.class))
                .last()
                .extracting(ExchangeEvent.OrderChanged::reason)
                .isEqualTo(ExpiryReason.MARKET_REST);
    }

    @Test
    void refusesMarketOrdersWhenTheBookIsTooFarFromTheMark() {
        fixture.price("96000", "90000");
        assertRefused(-4131, () -> fixture.market(Side.BUY, "0.01", false));
        fixture.market(Side.SELL, "0.01", false);
    }

    @Test
    void aStopLeavesAPositionWhenTheBookIsTooThin() {
        ExchangeFixture empty = thin("100", 30_000);
        empty.exchange.deposit(BigDecimal.ONE, empty.now);
        empty.market(Side.BUY, "0.002", false);
        empty.reducing(Side.SELL, "0.002", "95000", "w");
        empty.price("94000", "90000");
        SimulatedAlgoOrder stop = empty.exchange.findAlgo(OrderName.of("w")).orElseThrow();
        assertThat(stop.status()).isEqualTo(AlgoStatus.FINISHED);
        assertThat(stop.outcome().quantity()).isEqualByComparingTo("0.002");
    }

    @Test
    void restsOrEndsWhatALimitOrderDoesNotFind() {
        assertThat(limit(Side.BUY, "0.03", "96010.1", TimeInForce.IOC).executed())
                .isEqualTo(Quantity.of("0.02"));
        assertThat(fixture.order("l").status()).isEqualTo(OrderStatus.EXPIRED);
        assertRefused(-5021, () -> limit(Side.BUY, "0.03", "96010.1", TimeInForce.FOK));
        assertThat(limit(Side.BUY, "0.02", "96010.1", TimeInForce.FOK).status()).isEqualTo(OrderStatus.FILLED);
        assertThat(limit(Side.BUY, "0.03", "96010.1", TimeInForce.GTC).status())
                .isEqualTo(OrderStatus.PARTIALLY_FILLED);
        fixture.price("96005");
        assertThat(fixture.order("l").status()).isEqualTo(OrderStatus.FILLED);
        assertThat(fixture.exchange.trades())
                .last()
                .extracting(SimulatedTrade::maker)
                .isEqualTo(true);
    }

    @Test
    void amendsARestingOrderInItsPlace() {
        SimulatedOrder before = limit(Side.BUY, "0.01", "95000", TimeInForce.GTC);
        OrderName name = OrderName.of("l");
        assertRefused(
                -5027,
                () -> fixture.exchange.amend(BTC, name, Side.BUY, Quantity.of("0.01"), Price.of("95000"), fixture.now));
        SimulatedOrder after =
                fixture.exchange.amend(BTC, name, Side.BUY, Quantity.of("0.02"), Price.of("95100"), ++fixture.now);
        assertThat(after.orderId()).isEqualTo(before.orderId());
        assertThat(after.ticket().price()).isEqualTo(Price.of("95100"));
        assertThat(fixture.told()).last().isEqualTo("order AMENDMENT NEW");
        fixture.exchange.amend(BTC, name, Side.BUY, Quantity.of("0.02"), Price.of("96100"), ++fixture.now);
        assertThat(fixture.order("l").status()).isEqualTo(OrderStatus.FILLED);
        assertRefused(
                -2013,
                () -> fixture.exchange.amend(BTC, name, Side.BUY, Quantity.of("0.03"), Price.of("95000"), fixture.now));
    }

    @Test
    void cancelsRegularOrdersWhenACountdownIsNotRenewed() {
        limit(Side.BUY, "0.01", "95000", TimeInForce.GTC);
        fixture.reducing(Side.SELL, "0.01", "94000", "w");
        fixture.exchange.countdown(BTC, 5_000, fixture.now);
        fixture.price("96000");
        fixture.exchange.countdown(BTC, 5_000, fixture.now);
        fixture.pass(3_500);
        fixture.price("96000");
        assertThat(fixture.order("l").status()).isEqualTo(OrderStatus.NEW);
        fixture.price("96000");
        assertThat(fixture.order("l").status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(fixture.statusOf("w")).isEqualTo(AlgoStatus.NEW);
    }

    @Test
    void refusesWhatTheLeverageBracketDoesNotAllow() {
        ExchangeFixture rich = new ExchangeFixture(ExchangeRules.STANDARD, "100000000");
        rich.exchange.setLeverage(BTC, 125, rich.now);
        assertRefused(-2027, () -> rich.market(Side.BUY, "0.6", false));
        rich.exchange.setLeverage(BTC, 50, rich.now);
        rich.market(Side.BUY, "0.6", false);
        assertRefused(-2027, () -> rich.exchange.setLeverage(BTC, 125, rich.now));
    }
}
