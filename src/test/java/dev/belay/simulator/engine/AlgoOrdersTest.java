package dev.belay.simulator.engine;

import static dev.belay.simulator.engine.ExchangeFixture.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Conditional orders: binance-api §8 and the checks of §16.8. */
class AlgoOrdersTest {

    private final ExchangeFixture fixture = new ExchangeFixture();

    private static void assertRefused(int code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ExchangeError.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    @Test
    void areInvisibleAmongRegularOrders() {
        fixture.market(Side.BUY, "0.01", false);
        fixture.reducing(Side.SELL, "0.01", "95000", "w1");
        assertThat(fixture.exchange.openOrders()).isEmpty();
        assertThat(fixture.exchange.openAlgoOrders()).hasSize(1);
        assertThat(fixture.exchange.find(BTC, OrderName.of("w1"))).isEmpty();
    }

    @Test
    void allowOneClosePositionStopPerDirectionAndReduceOnlyStopsBesideIt() {
        fixture.market(Side.BUY, "0.01", false);
        fixture.closing(Side.SELL, OrderType.STOP_MARKET, "94000", "d1");
        assertRefused(-4130, () -> fixture.closing(Side.SELL, OrderType.STOP_MARKET, "93000", "d2"));
        fixture.closing(Side.SELL, OrderType.TAKE_PROFIT_MARKET, "99000", "t1");
        assertRefused(-4130, () -> fixture.closing(Side.SELL, OrderType.TAKE_PROFIT_MARKET, "98000", "t2"));
        fixture.reducing(Side.SELL, "0.01", "95000", "w1");
        fixture.reducing(Side.SELL, "0.01", "95100", "w2");
        assertThat(fixture.exchange.openAlgoOrders()).hasSize(4);
    }

    @Test
    void needAPositionForClosePosition() {
        assertRefused(-4509, () -> fixture.closing(Side.SELL, OrderType.STOP_MARKET, "94000", "d1"));
        fixture.market(Side.SELL, "0.01", false);
        assertRefused(-4509, () -> fixture.closing(Side.SELL, OrderType.STOP_MARKET, "94000", "d1"));
    }

    @Test
    void areStoredAsTheExchangeStoresThem() {
        fixture.market(Side.BUY, "0.01", false);
        AlgoTicket stored =
                fixture.closing(Side.SELL, OrderType.STOP_MARKET, "94000", "d1").ticket();
        assertThat(stored.timeInForce()).isEqualTo(TimeInForce.GTE_GTC);
        assertThat(stored.reduceOnly()).isTrue();
        assertThat(stored.quantity().isZero()).isTrue();
    }

    @Test
    void areAcceptedReduceOnlyWithoutAPositionAndRejectedWhenTheyTrigger() {
        fixture.reducing(Side.SELL, "0.01", "95000", "w1");
        fixture.price("94990");
        SimulatedAlgoOrder order = fixture.exchange.findAlgo(OrderName.of("w1")).orElseThrow();
        assertThat(order.status()).isEqualTo(AlgoStatus.REJECTED);
        assertThat(order.outcome().reason()).isEqualTo("Reduce Only reject");
        assertThat(fixture.amount()).isZero();
    }

    @Test
    void expireWithThePositionWhenTheyCloseItAndStayWhenTheyReduceIt() {
        fixture.market(Side.BUY, "0.01", false);
        fixture.closing(Side.SELL, OrderType.STOP_MARKET, "94000", "d1");
        fixture.reducing(Side.SELL, "0.01", "95000", "w1");
        fixture.market(Side.SELL, "0.01", true);
        assertThat(fixture.statusOf("d1")).isEqualTo(AlgoStatus.EXPIRED);
        assertThat(fixture.statusOf("w1")).isEqualTo(AlgoStatus.NEW);
    }

    @Test
    void expireWhenThePositionTurnsAround() {
        fixture.market(Side.BUY, "0.01", false);
        fixture.closing(Side.SELL, OrderType.STOP_MARKET, "94000", "d1");
        fixture.market(Side.SELL, "0.03", false);
        assertThat(fixture.amount()).isEqualByComparingTo("-0.02");
        assertThat(fixture.statusOf("d1")).isEqualTo(AlgoStatus.EXPIRED);
    }

    @Test
    void areCutToThePositionWhenItIsSmaller() {
        fixture.market(Side.BUY, "0.02", false);
        fixture.reducing(Side.SELL, "0.02", "95000", "w1");
        fixture.market(Side.SELL, "0.015", true);
        fixture.price("95000");
        SimulatedAlgoOrder order = fixture.exchange.findAlgo(OrderName.of("w1")).orElseThrow();
        assertThat(order.status()).isEqualTo(AlgoStatus.FINISHED);
        assertThat(order.outcome().quantity()).isEqualByComparingTo("0.005");
        assertThat(fixture.amount()).isZero();
    }

    @Test
    void becomeARegularOrderOfTheSameIdWhenTheyTrigger() {
        fixture.market(Side.BUY, "0.01", false);
        fixture.reducing(Side.SELL, "0.01", "95000", "w1");
        fixture.price("94990");
        SimulatedOrder born = fixture.exchange.find(BTC, OrderName.of("w1")).orElseThrow();
        assertThat(born.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(born.averagePrice()).isEqualByComparingTo("94989.9");
        assertThat(fixture.exchange
                        .findAlgo(OrderName.of("w1"))
                        .orElseThrow()
                        .outcome()
                        .orderId())
                .isEqualTo(born.orderId());
        assertRefused(-2011, () -> fixture.exchange.cancelAlgo(OrderName.of("w1"), fixture.now));
    }

    @Test
    void triggerInTheOrderOfEventsOfTheRealExchange() {
        fixture.market(Side.BUY, "0.01", false);
        fixture.closing(Side.SELL, OrderType.STOP_MARKET, "94000", "d1");
        fixture.reducing(Side.SELL, "0.01", "95000", "w1");
        fixture.events.clear();
        fixture.price("95000");
        assertThat(fixture.told())
                .containsExactly(
                        "algo w1 TRIGGERING",
                        "order NEW NEW",
                        "TradeReported",
                        "AccountChanged",
                        "order TRADE FILLED",
                        "algo w1 TRIGGERED",
                        "algo w1 FINISHED",
                        "algo d1 EXPIRED");
        assertThat(fixture.events)
                .extracting(event -> event.time().transaction() - fixture.now)
                .containsExactly(0L, 10L, 10L, 10L, 10L, 11L, 12L, 12L);
        assertThat(fixture.events)
                .extracting(event -> event.time().event())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    /** A client that compares a snapshot with an event would otherwise take the snapshot for the older one. */
    @Test
    void fillAtOneTimeOnTheStreamAndInTheLists() {
        fixture.market(Side.BUY, "0.02", false);
        fixture.reducing(Side.SELL, "0.01", "95000", "w1");
        fixture.events.clear();
        fixture.price("95000");
        List<SimulatedTrade> trades = fixture.exchange.trades();
        long listed = trades.get(trades.size() - 1).at();
        assertThat(fixture.exchange.position(ExchangeFixture.KEY).position().updatedAt())
                .isEqualTo(listed);
        assertThat(fixture.events)
                .filteredOn(event -> event instanceof ExchangeEvent.AccountChanged
                        || (event instanceof ExchangeEvent.OrderChanged changed && changed.trade() != null))
                .hasSize(2)
                .allMatch(event -> event.time().transaction() == listed);
    }

    @Test
    void areRefusedWhenTheyWouldTriggerAtOnce() {
        fixture.market(Side.BUY, "0.01", false);
        assertRefused(-2021, () -> fixture.reducing(Side.SELL, "0.01", "96000", "w1"));
        assertRefused(-2021, () -> fixture.reducing(Side.BUY, "0.01", "95999.9", "w2"));
        assertRefused(-2021, () -> fixture.closing(Side.SELL, OrderType.TAKE_PROFIT_MARKET, "95000", "t1"));
        fixture.reducing(Side.SELL, "0.01", "95999.9", "w3");
    }

    @Test
    void areLimitedToTwoHundred() {
        for (int number = 0; number < 200; number++) {
            fixture.reducing(Side.SELL, "0.01", "95000", "w" + number);
        }
        assertRefused(-4045, () -> fixture.reducing(Side.SELL, "0.01", "95000", "one-more"));
        fixture.exchange.cancelAlgo(OrderName.of("w7"), fixture.now);
        fixture.reducing(Side.SELL, "0.01", "95000", "one-more");
    }

    @Test
    void haveIdsThatAreUniqueAmongTheOpenOnes() {
        fixture.reducing(Side.SELL, "0.01", "95000", "w1");
        assertRefused(-4116, () -> fixture.reducing(Side.SELL, "0.01", "95000", "w1"));
        fixture.exchange.cancelAlgo(OrderName.of("w1"), fixture.now);
        assertThat(fixture.reducing(Side.SELL, "0.01", "95000", "w1").algoId()).isEqualTo(4_000_000_000_000_002L);
    }

    @Test
    void areCheckedAgainstTheFilters() {
        assertRefused(-4014, () -> fixture.reducing(Side.SELL, "0.01", "95000.05", "w1"));
        assertRefused(-1111, () -> fixture.reducing(Side.SELL, "0.01", "95000.005", "w1"));
        assertRefused(-4006, () -> fixture.reducing(Side.SELL, "0.01", "0", "w1"));
        assertRefused(-4003, () -> fixture.reducing(Side.SELL, "0", "95000", "w1"));
        assertRefused(-4005, () -> fixture.reducing(Side.SELL, "121", "95000", "w1"));
    }

    @Test
    void inHedgeModeNeedASideAndForbidReduceOnly() {
        fixture.exchange.setHedgeMode(true);
        assertRefused(-4061, () -> fixture.reducing(Side.SELL, "0.01", "95000", "w1"));
        AlgoTicket both = new AlgoTicket(
                BTC,
                PositionSide.LONG,
                Side.SELL,
                OrderType.STOP_MARKET,
                Quantity.of("0.01"),
                Price.of("95000"),
                WorkingType.MARK_PRICE,
                false,
                true,
                false,
                "w1");
        assertRefused(-1106, () -> fixture.exchange.place(both, fixture.now));
        fixture.algo(PositionSide.LONG, Side.SELL, OrderType.STOP_MARKET, "0.01", "95000", false, "w1");
        fixture.price("94000");
        assertThat(fixture.statusOf("w1")).isEqualTo(AlgoStatus.REJECTED);
    }
}
