package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.money.Price;
import dev.belay.protection.StopOrder;
import org.junit.jupiter.api.Test;

/** Nobody knows what became of a call: ask, never guess (reliability §5.2). */
class LegUnknownOutcomeTest {
    private static final int NOT_FOUND = -2013;

    @Test
    void anUnknownPlacingIsAskedForAndThenSentAgainUnderItsId() {
        var harness = new LegHarness().stream("10", "100");
        harness.accept(harness.take(Request.PlaceStop.class));
        var first = harness.take(Request.PlaceStop.class);
        harness.unknown(first).pass(2_500);
        assertThat(harness.isOut(Request.PlaceStop.class)).isFalse();

        harness.refuse(harness.take(Request.QueryStop.class), NOT_FOUND).pass(2_500);

        var again = harness.take(Request.PlaceStop.class);
        assertThat(again.ticket()).isEqualTo(first.ticket());
        assertThat(again.decidedAt()).isGreaterThan(first.decidedAt());
        harness.refuse(again, -4116);
        assertThat(harness.last(LegEvent.StopConfirmed.class).proof().kind()).isEqualTo(Proof.Kind.DUPLICATE_ID);
        assertThat(Protection.of(harness.leg()).state()).isEqualTo(Protection.State.PROTECTED);
    }

    /** Seeds 6164 and 6425 of the simulation: to take the refusal for the end of it is to place the stop twice. */
    @Test
    void aRefusalOfTheSecondAttemptSaysNothingOfTheFirst() {
        var harness = new LegHarness().stream("10", "100");
        harness.accept(harness.take(Request.PlaceStop.class));
        var first = harness.take(Request.PlaceStop.class);
        harness.unknown(first).pass(2_500);
        harness.refuse(harness.take(Request.QueryStop.class), NOT_FOUND).pass(2_500);

        harness.refuse(harness.take(Request.PlaceStop.class), -4045).pass(2_500);

        assertThat(harness.working().id()).isEqualTo(first.ticket().id());
        harness.tellStop(Answer.StopStatus.NEW);
        assertThat(Protection.of(harness.leg()).state()).isEqualTo(Protection.State.PROTECTED);
        assertThat(harness.all(LegEvent.StopIntended.class)).hasSize(2);
    }

    @Test
    void aRefusalAfterARestartSaysNothingOfWhatWasSentBefore() {
        var harness = new LegHarness().stream("10", "100");
        harness.accept(harness.take(Request.PlaceStop.class));
        var first = harness.take(Request.PlaceStop.class);
        harness.crash();
        harness.refuse(harness.take(Request.QueryStop.class), NOT_FOUND).pass(2_500);

        harness.refuse(harness.take(Request.PlaceStop.class), -2021).pass(2_500);

        assertThat(harness.working().id()).isEqualTo(first.ticket().id());
    }

    /** Seed 3753 of the simulation: the exchange's clock went ahead for a while and ours went with it. */
    @Test
    void aDecisionOfAClockThatWasPutBackWaitsForNothing() {
        var harness = new LegHarness().stream("10", "100");
        harness.accept(harness.take(Request.PlaceStop.class));
        var first = harness.take(Request.PlaceStop.class);
        harness.sleep(-8_000).crash();

        harness.refuse(harness.take(Request.QueryStop.class), NOT_FOUND).pass(500);

        assertThat(harness.take(Request.PlaceStop.class).ticket()).isEqualTo(first.ticket());
    }

    @Test
    void anUnknownPlacingThatIsFoundIsLive() {
        var harness = new LegHarness().stream("10", "100");
        harness.accept(harness.take(Request.PlaceStop.class));
        harness.unknown(harness.take(Request.PlaceStop.class)).pass(2_500);

        var query = harness.take(Request.QueryStop.class);
        harness.done(query, Reports.stop(harness.working().ticket(LegHarness.LEG), Answer.StopStatus.NEW, 1));

        assertThat(Protection.of(harness.leg()).state()).isEqualTo(Protection.State.PROTECTED);
    }

    @Test
    void whatWasNotSentIsSentAgainUnderANewDecision() {
        var harness = new LegHarness().stream("10", "100");
        var first = harness.take(Request.PlaceStop.class);

        harness.notSent(first).pass(500);

        var others = harness.take(Request.PlaceStop.class);
        var again = harness.take(Request.PlaceStop.class);
        assertThat(others.ticket().closePosition()).isFalse();
        assertThat(again.ticket()).isEqualTo(first.ticket());
        assertThat(harness.all(LegEvent.StopIntendedAgain.class)).hasSize(1);
    }

    @Test
    void aStopThatWasNotSentAndIsNotWantedAnyMoreIsForgotten() {
        var harness = LegHarness.protectedLong();
        harness.levelMovesTo("101");
        var place = harness.take(Request.PlaceStop.class);
        harness.sleep(2_500).levelMovesTo("102");

        harness.notSent(place);

        assertThat(harness.last(LegEvent.StopNotPlaced.class).proof().kind()).isEqualTo(Proof.Kind.NOT_SENT);
        assertThat(harness.take(Request.PlaceStop.class).ticket().trigger()).isEqualTo(Price.of("102"));
    }

    @Test
    void anUnknownStopOfAnOldLevelIsNeverSentAgainAndForgottenInTheEnd() {
        var harness = LegHarness.protectedLong();
        harness.levelMovesTo("101");
        StopOrder lost = harness.leg().stops().inOrder().reduce((a, b) -> b).orElseThrow();
        harness.unknown(harness.take(Request.PlaceStop.class)).pass(2_500).levelMovesTo("102");
        harness.refuse(harness.take(Request.QueryStop.class), NOT_FOUND);
        harness.accept(harness.take(Request.PlaceStop.class));

        for (int round = 0; round < 12; round++) {
            harness.pass(2_500);
            for (Request request : java.util.List.copyOf(harness.out())) {
                settle(harness, lost.id(), request);
            }
        }

        assertThat(harness.last(LegEvent.StopNotPlaced.class).id()).isEqualTo(lost.id());
        assertThat(Protection.of(harness.leg()).state()).isEqualTo(Protection.State.PROTECTED);
    }

    /** The exchange knows every stop but {@code lost}. */
    private static void settle(LegHarness harness, String lost, Request request) {
        if (request instanceof Request.QueryStop query && query.id().equals(lost)) {
            harness.refuse(request, NOT_FOUND);
        } else if (request instanceof Request.QueryStop) {
            harness.tellStop(Answer.StopStatus.NEW);
        } else if (request instanceof Request.CancelStop cancel) {
            harness.done(cancel, new Answer.Cancelled(cancel.id()));
        } else if (request instanceof Request.ReadPositions) {
            harness.done(request, harness.positions("10", "100"));
        } else if (request instanceof Request.ReadStops) {
            harness.out().remove(request);
            var live = harness.leg().stops().all().stream()
                    .filter(stop -> !stop.id().equals(lost))
                    .map(stop -> Reports.stop(stop.ticket(LegHarness.LEG), Answer.StopStatus.NEW, harness.now()))
                    .toList();
            harness.done(request, new Answer.Stops(live));
        } else {
            throw new AssertionError("unexpected " + request);
        }
    }

    @Test
    void aCrashBetweenWritingAndSendingAsksFirstAndThenSends() {
        var harness = new LegHarness().stream("10", "100");
        var lost = harness.take(Request.PlaceStop.class);

        harness.crash();
        assertThat(harness.isOut(Request.PlaceStop.class)).isFalse();
        harness.refuse(harness.take(Request.QueryStop.class), NOT_FOUND).pass(2_750);

        assertThat(harness.take(Request.PlaceStop.class).ticket()).isEqualTo(lost.ticket());
    }

    @Test
    void aCrashWhileCancellingAsksFirstAndThenCancelsUnderFreshEvidence() {
        var harness = LegHarness.protectedLong();
        harness.levelMovesTo("101").accept(harness.take(Request.PlaceStop.class));
        StopOrder old = harness.working();
        harness.readPosition("10", "100").take(Request.CancelStop.class);

        harness.crash();
        var query = harness.take(Request.QueryStop.class);
        assertThat(query.id()).isEqualTo(old.id());
        harness.done(query, Reports.stop(old.ticket(LegHarness.LEG), Answer.StopStatus.NEW, harness.now()));
        assertThat(harness.isOut(Request.CancelStop.class)).isFalse();
        harness.pass(1_000);
        harness.readPosition("10", "100");
        assertThat(harness.isOut(Request.CancelStop.class))
                .as("the cover was not seen by this incarnation")
                .isFalse();
        harness.tellStop(Answer.StopStatus.NEW);

        assertThat(harness.take(Request.CancelStop.class).id()).isEqualTo(old.id());
    }

    @Test
    void aCancelThatWasNotSentIsNotRepeatedWithoutAPause() {
        var harness = LegHarness.protectedLong();
        harness.levelMovesTo("101").accept(harness.take(Request.PlaceStop.class));
        harness.readPosition("10", "100");

        harness.notSent(harness.take(Request.CancelStop.class));
        harness.pass(250);
        assertThat(harness.isOut(Request.QueryStop.class)).isFalse();
        harness.pass(250).tellStop(Answer.StopStatus.NEW);

        assertThat(harness.isOut(Request.CancelStop.class)).isTrue();
    }

    @Test
    void aCancelThatIsAnsweredUnknownOrderIsAskedFor() {
        for (int code : new int[] {-2011, NOT_FOUND}) {
            var harness = LegHarness.protectedLong();
            harness.levelMovesTo("101").accept(harness.take(Request.PlaceStop.class));
            StopOrder old = harness.working();
            harness.readPosition("10", "100");

            harness.refuse(harness.take(Request.CancelStop.class), code).pass(2_500);

            var query = harness.take(Request.QueryStop.class);
            assertThat(query.id()).isEqualTo(old.id());
            harness.done(query, Reports.stop(old.ticket(LegHarness.LEG), Answer.StopStatus.CANCELED, 1));
            assertThat(harness.last(LegEvent.StopEnded.class).id()).isEqualTo(old.id());
        }
    }

    @Test
    void anOldCancelIsNotRepeatedAfterThePositionHasGrown() {
        var harness = LegHarness.protectedLong();
        harness.levelMovesTo("101").accept(harness.take(Request.PlaceStop.class));
        StopOrder old = harness.working();
        harness.readPosition("10", "100").unknown(harness.take(Request.CancelStop.class));

        harness.stream("13", "100").pass(2_500);
        harness.done(
                harness.take(Request.QueryStop.class),
                Reports.stop(old.ticket(LegHarness.LEG), Answer.StopStatus.NEW, harness.now()));
        harness.pass(5_000);

        assertThat(harness.isOut(Request.CancelStop.class)).isFalse();
    }

    @Test
    void aRefusedRepetitionDoesNotHideThatTheFirstAttemptLanded() {
        var harness = LegHarness.protectedLong();
        harness.levelMovesTo("101");
        StopOrder landed = harness.leg().stops().inOrder().reduce((a, b) -> b).orElseThrow();
        harness.unknown(harness.take(Request.PlaceStop.class)).pass(2_500);
        harness.refuse(harness.take(Request.QueryStop.class), NOT_FOUND).pass(2_500);
        harness.refuse(harness.take(Request.PlaceStop.class), -2021);

        harness.listed(harness.disaster(), harness.working(), landed);

        assertThat(harness.leg().stops().find(landed.id())).isPresent();
    }

    /** Seed 14524 of the random walk: it was sent again, and the end of the first was heard before that landed. */
    @Test
    void aStopThatIsListedLongAfterItsEndRestsAgain() {
        var harness = LegHarness.protectedLong();
        StopOrder old = harness.working();
        harness.streamStop(old, Answer.StopStatus.CANCELED);
        harness.accept(harness.take(Request.PlaceStop.class));
        StopOrder next = harness.working();

        harness.sleep(9_999).listed(harness.disaster(), next, old);
        assertThat(harness.all(LegEvent.StopAdopted.class)).isEmpty();
        harness.sleep(1).listed(harness.disaster(), next, old);

        assertThat(harness.last(LegEvent.StopAdopted.class).id()).isEqualTo(old.id());
    }
}
