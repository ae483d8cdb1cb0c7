package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.protection.StopOrder;
import org.junit.jupiter.api.Test;

/** A position is found, protected, trailed, resized and flipped. */
class LegAdoptionTest {
    @Test
    void placesTheDisasterStopFirstAndThenTheWorkingStop() {
        var harness = new LegHarness().stream("10", "100");

        var first = harness.take(Request.PlaceStop.class).ticket();
        var second = harness.take(Request.PlaceStop.class).ticket();

        assertThat(first.closePosition()).isTrue();
        assertThat(first.trigger()).isEqualTo(Price.of("95"));
        assertThat(second.closePosition()).isFalse();
        assertThat(second.trigger()).isEqualTo(Price.of("98"));
        assertThat(second.quantity()).isEqualTo(Quantity.of("10"));
    }

    @Test
    void isProtectedOnlyOnceBothStopsAreProven() {
        var harness = new LegHarness().stream("-10", "100");
        var disaster = harness.take(Request.PlaceStop.class);
        var working = harness.take(Request.PlaceStop.class);
        assertThat(Protection.of(harness.leg()).state()).isEqualTo(Protection.State.UNPROTECTED);

        harness.accept(disaster);
        assertThat(Protection.of(harness.leg()).state()).isEqualTo(Protection.State.ADJUSTING);
        harness.accept(working);

        assertThat(Protection.of(harness.leg()).state()).isEqualTo(Protection.State.PROTECTED);
        assertThat(working.ticket().trigger()).isEqualTo(Price.of("102"));
    }

    @Test
    void cancelsTheOldStopOnlyAfterTheNewOneIsProvenAndThePositionReadAgain() {
        var harness = LegHarness.protectedLong();
        StopOrder old = harness.working();

        harness.levelMovesTo("101");
        var next = harness.take(Request.PlaceStop.class);
        assertThat(next.ticket().trigger()).isEqualTo(Price.of("101"));
        harness.pass(500);
        assertThat(harness.isOut(Request.CancelStop.class)).isFalse();
        harness.accept(next);
        assertThat(harness.isOut(Request.CancelStop.class)).isFalse();
        harness.readPosition("10", "100");

        var cancel = harness.take(Request.CancelStop.class);
        assertThat(cancel.id()).isEqualTo(old.id());
        assertThat(harness.last(LegEvent.CancelIntended.class).coveredBy())
                .isEqualTo(next.ticket().id());
        harness.done(cancel, new Answer.Cancelled(old.id()));
        assertThat(Protection.of(harness.leg()).state()).isEqualTo(Protection.State.PROTECTED);
    }

    @Test
    void doesNothingMoreOnceAllIsAsItShouldBe() {
        var harness = LegHarness.protectedLong();

        harness.pass(25_000);
        harness.listed(harness.disaster(), harness.working())
                .present("10", "100")
                .pass(60_000);

        assertThat(harness.out()).isEmpty();
    }

    @Test
    void followsAnIncreaseWithAnExactWorkingStop() {
        var harness = LegHarness.protectedLong();

        harness.sleep(1).stream("12", "100");

        var next = harness.take(Request.PlaceStop.class);
        assertThat(next.ticket().quantity()).isEqualTo(Quantity.of("12"));
        harness.accept(next).readPosition("12", "100");
        assertThat(harness.isOut(Request.CancelStop.class)).isTrue();
    }

    /** Seed 134 of the simulation: an order that is filled at two prices changes the position twice in a millisecond. */
    @Test
    void ofTwoChangesInOneMillisecondALaterListTellsWhichWasLast() {
        var harness = LegHarness.protectedLong();

        harness.stream("12", "100");

        assertThat(harness.isOut(Request.PlaceStop.class)).isFalse();
        harness.sleep(10).readPosition("12", "100");
        assertThat(harness.take(Request.PlaceStop.class).ticket().quantity()).isEqualTo(Quantity.of("12"));
    }

    /** Seed 3913 of the simulation: the former of two changes in a millisecond came after the latter. */
    @Test
    void aLateWordOfTheSameMillisecondTurnsNoPositionRound() {
        var harness = LegHarness.protectedLong();

        harness.stream("-10", "100");

        assertThat(harness.leg().epoch()).isEqualTo(1);
        harness.sleep(10).readPosition("10", "100");
        assertThat(harness.isOut(Request.PlaceStop.class)).isFalse();
        assertThat(Protection.of(harness.leg()).state()).isEqualTo(Protection.State.PROTECTED);
    }

    /** Seed 6964 of the simulation: a process that slept moved the stop of a position that was another one meanwhile. */
    @Test
    void aStopThatWasDecidedWhenTheNewPositionWasOpenGuardsIt() {
        var harness = LegHarness.protectedLong();
        long reopenedAt = harness.now() + 60;
        harness.sleep(100).levelMovesTo("103");
        var late = harness.take(Request.PlaceStop.class);

        harness.hear(new LegInput.PositionChanged(Reports.row("0", "0", reopenedAt - 10)));
        harness.hear(new LegInput.PositionChanged(Reports.row("10", "104", reopenedAt)));

        assertThat(harness.position().trail().level()).isEqualTo(Price.of("103"));
        assertThat(harness.leg().stops().find(late.ticket().id()).orElseThrow().epoch())
                .isEqualTo(2);
        harness.accept(late);
        assertThat(harness.all(LegEvent.CancelIntended.class))
                .noneMatch(cancel -> cancel.id().equals(late.ticket().id()));
    }

    @Test
    void followsADecreaseWithAnExactWorkingStop() {
        var harness = LegHarness.protectedLong();

        harness.sleep(1).stream("4", "100");

        var next = harness.take(Request.PlaceStop.class);
        assertThat(next.ticket().quantity()).isEqualTo(Quantity.of("4"));
        harness.accept(next).readPosition("4", "100");
        assertThat(harness.isOut(Request.CancelStop.class)).isTrue();
    }

    @Test
    void anIncreaseAtAWorsePriceNeverLoosensTheStop() {
        var harness = LegHarness.protectedLong();

        harness.stream("20", "97");

        assertThat(harness.position().trail().level()).isEqualTo(Price.of("98"));
    }

    @Test
    void aFlipIsANewEpochWithItsOwnStops() {
        var harness = LegHarness.protectedLong();

        harness.sleep(1_000).stream("-5", "99");

        assertThat(harness.leg().epoch()).isEqualTo(2);
        assertThat(harness.position().direction()).isEqualTo(Direction.SHORT);
        var disaster = harness.take(Request.PlaceStop.class);
        assertThat(disaster.ticket().closePosition()).isTrue();
        assertThat(disaster.ticket().trigger()).isEqualTo(Price.of("103.95"));
        assertThat(harness.take(Request.PlaceStop.class).ticket().trigger()).isEqualTo(Price.of("100.98"));
    }

    @Test
    void aRestartRestoresAProtectedPositionWithoutASingleCall() {
        var harness = LegHarness.protectedLong();

        harness.crash();

        assertThat(harness.out()).allMatch(Request.ReadTrades.class::isInstance, "only fills are read");
        assertThat(Protection.of(harness.leg()).state()).isEqualTo(Protection.State.PROTECTED);
    }

    @Test
    void aStopCancelledBySomebodyElseIsPlacedAgain() {
        var harness = LegHarness.protectedLong();

        harness.streamStop(harness.working(), Answer.StopStatus.CANCELED);

        assertThat(harness.take(Request.PlaceStop.class).ticket().trigger()).isEqualTo(Price.of("98"));
    }

    @Test
    void twoStopsAtTheWantedLevelBecomeOne() {
        var harness = LegHarness.protectedLong();
        StopOrder forgotten = harness.working().decided(StopOrder.Status.LIVE, 1, 1);
        var twin = new StopOrder(
                forgotten.id() + "z",
                forgotten.slot(),
                1,
                forgotten.side(),
                forgotten.quantity(),
                forgotten.trigger(),
                StopOrder.Status.LIVE,
                0,
                0);

        harness.sleep(1_000).listed(harness.disaster(), harness.working(), twin);
        harness.pass(30_000).readPosition("10", "100");
        harness.tellStop(Answer.StopStatus.NEW);

        assertThat(harness.take(Request.CancelStop.class).id()).isIn(twin.id(), forgotten.id());
    }
}
