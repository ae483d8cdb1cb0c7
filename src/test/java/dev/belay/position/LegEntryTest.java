package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.protection.StopOrder;
import org.junit.jupiter.api.Test;

/** Opening by signal: the stop first, then the entry; it ends protected or flat. */
class LegEntryTest {
    @Test
    void sendsTheEntryOnlyOnceItsStopIsProven() {
        var harness = wanted();
        var stop = harness.take(Request.PlaceStop.class);
        assertThat(stop.ticket().trigger()).isEqualTo(Price.of("98"));
        harness.pass(1_000);
        assertThat(harness.isOut(Request.PlaceMarket.class)).isFalse();

        harness.accept(stop);

        assertThat(harness.take(Request.PlaceMarket.class).ticket().reduceOnly())
                .isFalse();
    }

    /** Found by the simulation: the entry made a position that nobody had told us of larger than its stop (S1). */
    @Test
    void entersOnlyWhenTheExchangeHasSaidThatNothingIsOpen() {
        var harness = wantedBlindly();
        harness.accept(harness.take(Request.PlaceStop.class)).pass(3_000);
        assertThat(harness.isOut(Request.PlaceMarket.class)).isFalse();

        harness.readPosition("5", "99");

        assertThat(harness.isOut(Request.PlaceMarket.class)).isFalse();
        assertThat(harness.position().quantity()).isEqualTo(Quantity.of("5"));
        assertThat(harness.take(Request.PlaceStop.class).ticket().closePosition())
                .isTrue();
    }

    @Test
    void entersAsSoonAsTheExchangeHasSaidThatNothingIsOpen() {
        var harness = wantedBlindly();
        harness.accept(harness.take(Request.PlaceStop.class));

        harness.readPosition("", "");

        assertThat(harness.take(Request.PlaceMarket.class).ticket().reduceOnly())
                .isFalse();
    }

    @Test
    void aFilledEntryIsOurOwnPositionAndGetsItsDisasterStop() {
        var harness = wanted();
        harness.accept(harness.take(Request.PlaceStop.class));
        var entry = harness.take(Request.PlaceMarket.class);

        harness.done(entry, Reports.order(entry.ticket(), Answer.OrderStatus.FILLED, "2", harness.now()));
        harness.stream("2", "100");

        assertThat(harness.last(LegEvent.PositionOpened.class).ownEntry()).isTrue();
        harness.accept(harness.take(Request.PlaceStop.class));
        assertThat(Protection.of(harness.leg()).state()).isEqualTo(Protection.State.PROTECTED);
    }

    @Test
    void aRefusedEntryIsAbandonedAndItsStopCancelled() {
        var harness = wanted();
        harness.accept(harness.take(Request.PlaceStop.class));

        harness.refuse(harness.take(Request.PlaceMarket.class), -2019).pass(1_000);
        harness.readPosition("", "");

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.FLAT);
        var cancel = harness.take(Request.CancelStop.class);
        harness.done(cancel, new Answer.Cancelled(cancel.id())).pass(60_000);
        assertThat(harness.out()).isEmpty();
        assertThat(harness.leg().stops().all()).isEmpty();
    }

    @Test
    void anEntryWhoseStopIsRefusedIsAbandoned() {
        var harness = wanted();

        harness.refuse(harness.take(Request.PlaceStop.class), -2021).pass(20_000);

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.FLAT);
        assertThat(harness.out()).isEmpty();
    }

    @Test
    void anEntryWhoseStopIsNotProvenInTenSecondsIsAbandoned() {
        var harness = wanted();
        harness.unknown(harness.take(Request.PlaceStop.class));

        harness.pass(11_000);

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.FLAT);
        assertThat(harness.isOut(Request.PlaceMarket.class)).isFalse();
    }

    @Test
    void aLostEntryOrderIsNotBelievedToBeLostFromOneEmptyList() {
        var harness = wanted();
        harness.accept(harness.take(Request.PlaceStop.class));
        harness.unknown(harness.take(Request.PlaceMarket.class));
        for (int look = 0; look < 12; look++) {
            harness.pass(1_000).refuse(harness.take(Request.QueryOrder.class), -2013);
        }

        harness.readPosition("", "").pass(1_000);
        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPENING);
        for (int look = 0; look < 2; look++) {
            harness.pass(2_250);
            harness.readPosition("", "");
        }
        harness.refuse(harness.take(Request.QueryOrder.class), -2013);

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.FLAT);
        assertThat(harness.last(LegEvent.OrderNotPlaced.class).proof().kind()).isEqualTo(Proof.Kind.NEVER_SEEN);
    }

    @Test
    void anEntryOrderThatIsNotFoundButOpenedThePositionIsProtected() {
        var harness = wanted();
        harness.accept(harness.take(Request.PlaceStop.class));
        harness.unknown(harness.take(Request.PlaceMarket.class)).pass(1_000);
        harness.refuse(harness.take(Request.QueryOrder.class), -2013);

        harness.stream("2", "100");

        assertThat(harness.last(LegEvent.PositionOpened.class).ownEntry()).isTrue();
        assertThat(harness.take(Request.PlaceStop.class).ticket().closePosition())
                .isTrue();
    }

    @Test
    void aSecondPlanDoesNotEnterUnderTheStopOfTheFirst() {
        var harness = wanted();
        harness.accept(harness.take(Request.PlaceStop.class));
        harness.refuse(harness.take(Request.PlaceMarket.class), -2019);

        harness.hear(new LegInput.EntryWanted(
                LegHarness.plan(Direction.SHORT, "2", "100", "102", harness.now()), "operator"));

        assertThat(harness.isOut(Request.PlaceMarket.class)).isFalse();
        assertThat(harness.take(Request.PlaceStop.class).ticket().trigger()).isEqualTo(Price.of("102"));
    }

    @Test
    void aCrashBeforeTheEntryWasSentAsksInsteadOfSending() {
        var harness = wanted();
        harness.accept(harness.take(Request.PlaceStop.class));

        harness.crash();

        assertThat(harness.isOut(Request.PlaceMarket.class)).isFalse();
        assertThat(harness.isOut(Request.QueryOrder.class)).isTrue();
    }

    @Test
    void ourOwnPositionWithoutAnyProvenStopIsClosedInTime() {
        var harness = wanted();
        harness.accept(harness.take(Request.PlaceStop.class));
        var entry = harness.take(Request.PlaceMarket.class);
        harness.done(entry, Reports.order(entry.ticket(), Answer.OrderStatus.FILLED, "2", harness.now()));
        harness.stream("2", "100");
        StopOrder stop = harness.working();
        harness.streamStop(stop, Answer.StopStatus.CANCELED);

        harness.pass(10_000);

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.CLOSING);
    }

    /** An operator wants a long of 2, and the exchange says that nothing is open. */
    private static LegHarness wanted() {
        return wantedBlindly().readPosition("", "");
    }

    private static LegHarness wantedBlindly() {
        var harness = new LegHarness();
        var plan = LegHarness.plan(Direction.LONG, "2", "100", "98", harness.now());
        return harness.hear(new LegInput.EntryWanted(plan, "operator"));
    }
}
