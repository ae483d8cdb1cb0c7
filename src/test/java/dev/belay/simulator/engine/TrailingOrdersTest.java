package dev.belay.simulator.engine;

import static dev.belay.simulator.engine.ExchangeFixture.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.Price;
import dev.belay.money.Side;
import java.math.BigDecimal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Trailing, limit and price-protected conditional orders: binance-api §8.5. */
class TrailingOrdersTest {

    private final ExchangeFixture fixture = new ExchangeFixture();

    private static void assertRefused(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ExchangeError.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    @Test
    void trailFromTheActivationPriceAndTellTheActivationAsASecondNew() {
        fixture.market(Side.BUY, "0.01", false);
        fixture.trailing(Side.SELL, "0.01", "97000", "1", "t");
        fixture.price("96500");
        fixture.price("95400");
        assertThat(fixture.statusOf("t")).isEqualTo(AlgoStatus.NEW);
        fixture.events.clear();
        fixture.price("97000");
        assertThat(fixture.events(ExchangeEvent.AlgoChanged.class))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.order().status()).isEqualTo(AlgoStatus.NEW);
                    assertThat(told.order().trail().activated()).isTrue();
                });
        fixture.price("98000");
        fixture.price("97020.1");
        assertThat(fixture.statusOf("t")).isEqualTo(AlgoStatus.NEW);
        fixture.price("97020");
        assertThat(fixture.statusOf("t")).isEqualTo(AlgoStatus.FINISHED);
        assertThat(fixture.amount()).isZero();
    }

    @Test
    void trailAtOnceWithoutAnActivationPrice() {
        fixture.market(Side.SELL, "0.01", false);
        fixture.events.clear();
        fixture.trailing(Side.BUY, "0.01", "0", "0.5", "t");
        assertThat(fixture.told()).containsExactly("algo t NEW", "algo t NEW");
        fixture.price("95000");
        fixture.price("95475");
        assertThat(fixture.statusOf("t")).isEqualTo(AlgoStatus.FINISHED);
    }

    @Test
    void areRefusedOutsideTheRangeOfRatesAndOnTheWrongSide() {
        assertRefused(-2007, () -> fixture.trailing(Side.SELL, "0.01", "0", "0.05", "t"));
        assertRefused(-2007, () -> fixture.trailing(Side.SELL, "0.01", "0", "20.1", "t"));
        assertRefused(-2021, () -> fixture.trailing(Side.SELL, "0.01", "95000", "1", "t"));
        assertRefused(-2021, () -> fixture.trailing(Side.BUY, "0.01", "97000", "1", "t"));
        assertRefused(-4135, () -> fixture.trailing(Side.SELL, "0.01", "97000.05", "1", "t"));
        fixture.trailing(Side.SELL, "0.01", "0", "0.1", "least");
        fixture.trailing(Side.SELL, "0.01", "0", "20", "most");
    }

    @Test
    void becomeALimitOrderThatMayRestAndFinishWithIt() {
        fixture.market(Side.BUY, "0.01", false);
        AlgoTerms limit = AlgoTerms.limit(Price.of("95500"), TimeInForce.GTC);
        fixture.conditional(Side.SELL, OrderType.STOP, "0.01", "95000", limit, false, "s");
        fixture.price("94900");
        assertThat(fixture.statusOf("s")).isEqualTo(AlgoStatus.TRIGGERED);
        assertThat(fixture.order("s").status()).isEqualTo(OrderStatus.NEW);
        fixture.events.clear();
        fixture.price("95600");
        assertThat(fixture.order("s").averagePrice()).isEqualByComparingTo("95500");
        assertThat(fixture.statusOf("s")).isEqualTo(AlgoStatus.FINISHED);
        assertThat(fixture.told())
                .containsExactly("TradeReported", "AccountChanged", "order TRADE FILLED", "algo s FINISHED");
    }

    @Test
    void areRejectedWhenTheirLimitOrderMayNotTakeOrMustTakeAll() {
        fixture.market(Side.BUY, "0.01", false);
        AlgoTerms onlyMaker = AlgoTerms.limit(Price.of("94500"), TimeInForce.GTX);
        AlgoTerms allOrNothing = AlgoTerms.limit(Price.of("95500"), TimeInForce.FOK);
        AlgoTerms taker = AlgoTerms.limit(Price.of("94500"), TimeInForce.FOK);
        fixture.conditional(Side.SELL, OrderType.STOP, "0.01", "95000", onlyMaker, false, "maker");
        fixture.conditional(Side.SELL, OrderType.STOP, "0.01", "95000", allOrNothing, false, "all");
        fixture.price("94900");
        assertThat(fixture.statusOf("maker")).isEqualTo(AlgoStatus.REJECTED);
        assertThat(fixture.statusOf("all")).isEqualTo(AlgoStatus.REJECTED);
        assertThat(fixture.amount()).isEqualByComparingTo("0.01");
        fixture.conditional(Side.SELL, OrderType.STOP, "0.01", "94800", taker, false, "taker");
        fixture.price("94700");
        assertThat(fixture.statusOf("taker")).isEqualTo(AlgoStatus.FINISHED);
        assertThat(fixture.amount()).isZero();
    }

    @Test
    void finishUnfilledWhenTheRegularOrderIsCancelled() {
        fixture.market(Side.BUY, "0.01", false);
        AlgoTerms limit = AlgoTerms.limit(Price.of("95500"), TimeInForce.GTC);
        fixture.conditional(Side.SELL, OrderType.STOP, "0.01", "95000", limit, false, "s");
        fixture.price("94900");
        fixture.exchange.cancel(BTC, OrderName.of("s"), fixture.now);
        SimulatedAlgoOrder order = fixture.exchange.findAlgo(OrderName.of("s")).orElseThrow();
        assertThat(order.status()).isEqualTo(AlgoStatus.FINISHED);
        assertThat(order.outcome().quantity()).isZero();
    }

    @Test
    void waitWhileMarkAndLastPriceAreTornApartIfTheyAreProtected() {
        fixture.market(Side.BUY, "0.01", false);
        fixture.conditional(Side.SELL, OrderType.STOP_MARKET, "0.01", "95000", AlgoTerms.PLAIN, true, "p");
        fixture.price("96000", "90000");
        assertThat(fixture.statusOf("p")).isEqualTo(AlgoStatus.NEW);
        fixture.price("94000", "90000");
        assertThat(fixture.statusOf("p")).isEqualTo(AlgoStatus.FINISHED);
    }

    @Test
    void endAtTheirGoodTillDate() {
        AlgoTerms terms =
                new AlgoTerms(Price.ZERO, TimeInForce.GTD, fixture.now + 700_000, Price.ZERO, BigDecimal.ZERO);
        fixture.conditional(Side.SELL, OrderType.STOP_MARKET, "0.01", "95000", terms, false, "g");
        fixture.pass(600_000);
        fixture.price("96000");
        assertThat(fixture.statusOf("g")).isEqualTo(AlgoStatus.NEW);
        fixture.pass(100_000);
        fixture.price("96000");
        assertThat(fixture.statusOf("g")).isEqualTo(AlgoStatus.EXPIRED);
    }
}
