package dev.belay.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the queries say of the time of a change is the time that the streams have told: a client compares the two. */
class EventTimesTest {

    private final ExchangeFixture fixture = new ExchangeFixture();

    private long positionTold() {
        List<ExchangeEvent.AccountChanged> told = fixture.events(ExchangeEvent.AccountChanged.class);
        return told.get(told.size() - 1).time().transaction();
    }

    private long orderTold() {
        List<ExchangeEvent.OrderChanged> told = fixture.events(ExchangeEvent.OrderChanged.class);
        return told.get(told.size() - 1).time().transaction();
    }

    private void stopFires() {
        fixture.market(Side.BUY, "0.01", false);
        fixture.reducing(Side.SELL, "0.01", "95000", "stop");
        fixture.price("94000");
    }

    @Test
    void aPositionThatAStopHasClosedWasChangedWhenTheFillWasTold() {
        stopFires();
        assertThat(fixture.exchange.position(ExchangeFixture.KEY).position().updatedAt())
                .isEqualTo(positionTold())
                .isEqualTo(fixture.now + 10);
        assertThat(fixture.order("stop").updatedAt()).isEqualTo(orderTold());
        assertThat(fixture.exchange.trades().get(1).at()).isEqualTo(orderTold());
    }

    @Test
    void aTradeInTheMillisecondOfAFiredStopIsNotDatedBeforeIt() {
        stopFires();
        SimulatedOrder order = fixture.exchange.place(
                OrderTicket.market(ExchangeFixture.BTC, Side.SELL, Quantity.of("0.02"), false, ""), fixture.now);
        assertThat(fixture.exchange.position(ExchangeFixture.KEY).position().updatedAt())
                .isEqualTo(positionTold());
        assertThat(order.updatedAt()).isEqualTo(orderTold());
        assertThat(order.createdAt()).isEqualTo(orderTold());
    }

    @Test
    void aConditionalOrderIsDatedAsItIsTold() {
        stopFires();
        SimulatedAlgoOrder stop =
                fixture.exchange.findAlgo(OrderName.of("stop")).orElseThrow();
        List<ExchangeEvent.AlgoChanged> told = fixture.events(ExchangeEvent.AlgoChanged.class);
        assertThat(told)
                .extracting(event -> event.time().transaction() - fixture.now)
                .endsWith(0L, 11L, 12L);
        assertThat(stop.updatedAt()).isEqualTo(fixture.now + 12);
        assertThat(stop.outcome().triggeredAt()).isEqualTo(fixture.now);
    }
}
