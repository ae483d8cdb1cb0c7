package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopTicket;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The exchange refuses a stop (binance-api §12). */
class LegRefusalTest {
    private static final int WOULD_TRIGGER = -2021;
    private static final int SECOND_CLOSE_POSITION = -4130;
    private static final int NO_POSITION_YET = -4509;

    @Test
    void closesAtMarketWhenThePriceReallyIsThroughTheRefusedStop() {
        var harness = new LegHarness().stream("10", "100");
        harness.accept(harness.take(Request.PlaceStop.class));
        harness.refuse(harness.take(Request.PlaceStop.class), WOULD_TRIGGER);

        harness.done(harness.take(Request.ReadPrice.class), new Answer.Newest(harness.mark("97.9")));

        var exit = harness.take(Request.PlaceMarket.class).ticket();
        assertThat(exit.reduceOnly()).isTrue();
        assertThat(exit.side()).isEqualTo(Side.SELL);
        assertThat(exit.quantity()).isEqualTo(Quantity.of("10"));
    }

    @Test
    void triesTheSameLevelAgainWhenTheRefusalWasARace() {
        var harness = new LegHarness().stream("10", "100");
        harness.accept(harness.take(Request.PlaceStop.class));
        harness.refuse(harness.take(Request.PlaceStop.class), WOULD_TRIGGER);

        harness.done(harness.take(Request.ReadPrice.class), new Answer.Newest(harness.mark("98.01")));
        assertThat(harness.isOut(Request.PlaceMarket.class)).isFalse();
        harness.pass(500);

        assertThat(harness.take(Request.PlaceStop.class).ticket().trigger()).isEqualTo(Price.of("98"));
    }

    /** Seed 745 of the simulation: the stop of the next position waited half a minute for refusals of the last one. */
    @Test
    void refusalsOfOnePositionAreForgottenWithTheNext() {
        var harness = new LegHarness().stream("10", "100");
        harness.accept(harness.take(Request.PlaceStop.class));
        for (int refusal = 0; refusal < 8; refusal++) {
            harness.refuse(harness.take(Request.PlaceStop.class), -4999).pass(30_000);
        }
        harness.refuse(harness.take(Request.PlaceStop.class), -4999);

        harness.sleep(10).stream("0", "0").sleep(10).stream("5", "101");

        assertThat(harness.take(Request.PlaceStop.class).ticket().closePosition())
                .isTrue();
        assertThat(harness.take(Request.PlaceStop.class).ticket().closePosition())
                .isFalse();
        harness.pass(6_000);
        assertThat(harness.last(LegEvent.AlarmRaised.class).alarm()).isEqualTo("unprotected");
    }

    @Test
    void asksForThePriceAgainWhenTheFirstReadFails() {
        var harness = new LegHarness().stream("10", "100");
        harness.accept(harness.take(Request.PlaceStop.class));
        harness.refuse(harness.take(Request.PlaceStop.class), WOULD_TRIGGER);

        harness.unknown(harness.take(Request.ReadPrice.class)).pass(1_000);

        assertThat(harness.isOut(Request.ReadPrice.class)).isTrue();
    }

    @Test
    void adoptsTheStopThatIsInTheWayOfTheDisasterStop() {
        var harness = new LegHarness().stream("10", "100");
        harness.refuse(harness.take(Request.PlaceStop.class), SECOND_CLOSE_POSITION);
        var foreign = new StopTicket(LegHarness.LEG, "by-hand", Side.SELL, Quantity.ZERO, Price.of("90"), true);

        harness.pass(250);
        harness.done(
                harness.take(Request.ReadStops.class),
                new Answer.Stops(List.of(Reports.stop(foreign, Answer.StopStatus.NEW, harness.now()))));
        harness.accept(harness.take(Request.PlaceStop.class));

        assertThat(harness.disaster().id()).isEqualTo("by-hand");
        assertThat(Protection.of(harness.leg()).state()).isEqualTo(Protection.State.PROTECTED);
    }

    @Test
    void placesItsOwnDisasterStopWhenNothingIsInTheWayAnyMore() {
        var harness = new LegHarness().stream("10", "100");
        harness.refuse(harness.take(Request.PlaceStop.class), SECOND_CLOSE_POSITION);
        harness.accept(harness.take(Request.PlaceStop.class)).pass(1_000);

        harness.done(harness.take(Request.ReadStops.class), new Answer.Stops(List.of()));

        assertThat(harness.take(Request.PlaceStop.class).ticket().closePosition())
                .isTrue();
    }

    @Test
    void retriesTheDisasterStopThatFoundNoPositionInABoundedWay() {
        var harness = new LegHarness().stream("10", "100");
        int tries = 0;

        for (int round = 0; round < 240; round++) {
            if (harness.isOut(Request.PlaceStop.class)) {
                var place = harness.take(Request.PlaceStop.class);
                tries += place.ticket().closePosition() ? 1 : 0;
                if (place.ticket().closePosition()) {
                    harness.refuse(place, NO_POSITION_YET);
                } else {
                    harness.accept(place);
                }
            }
            if (harness.isOut(Request.ReadPositions.class)) {
                harness.readPosition("10", "100");
            }
            harness.pass(250);
        }

        assertThat(tries).as("in one minute").isBetween(6, 12);
        assertThat(harness.all(LegEvent.AlarmRaised.class)).isNotEmpty();
    }

    @Test
    void anyOtherRefusalIsRetriedWithGrowingPausesAndRaisesOneAlarm() {
        var harness = new LegHarness().stream("10", "100");
        harness.accept(harness.take(Request.PlaceStop.class));
        int tries = 0;

        for (int round = 0; round < 240; round++) {
            if (harness.isOut(Request.PlaceStop.class)) {
                harness.refuse(harness.take(Request.PlaceStop.class), -4045);
                tries++;
            }
            harness.pass(250);
        }

        assertThat(tries).as("in one minute").isBetween(5, 9);
        assertThat(harness.all(LegEvent.AlarmRaised.class)).hasSize(1);
    }

    @Test
    void keepsTheOldStopWhileTheNewOneIsRefused() {
        var harness = LegHarness.protectedLong();
        harness.levelMovesTo("101").refuse(harness.take(Request.PlaceStop.class), WOULD_TRIGGER);

        harness.done(harness.take(Request.ReadPrice.class), new Answer.Newest(harness.mark("101.5")));
        harness.pass(400);

        assertThat(harness.isOut(Request.CancelStop.class)).isFalse();
        assertThat(harness.leg().stops().all()).hasSize(2);
    }
}
