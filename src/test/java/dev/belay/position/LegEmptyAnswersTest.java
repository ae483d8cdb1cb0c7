package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.money.LegId;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.protection.StopOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Empty is not zero (incidents.md #1, reliability S12). */
class LegEmptyAnswersTest {
    @Test
    void emptyPositionListDeletesNothingOfFourteenLegs() {
        List<LegHarness> legs = new ArrayList<>();
        for (int leg = 0; leg < 14; leg++) {
            legs.add(LegHarness.protectedLong().crash());
        }

        legs.forEach(leg -> leg.absent().pass(1_500));

        for (LegHarness leg : legs) {
            assertThat(leg.all(LegEvent.StopEnded.class)).isEmpty();
            assertThat(leg.isOut(Request.CancelStop.class)).isFalse();
            assertThat(leg.isOut(Request.PlaceStop.class)).isFalse();
            assertThat(leg.leg().phase()).isEqualTo(Leg.Phase.OPEN);
            assertThat(leg.leg().stops().all()).hasSize(2);
        }
    }

    /** Seeds 3823 and 7558 of the random walk: a person had cancelled it, unheard, and the Algo Service had forgotten it. */
    @Test
    void aDisasterStopThatIsNotFoundIsNoWitnessButItsRefusalIs() {
        var harness = LegHarness.protectedLong();

        for (int look = 0; look < 8; look++) {
            harness.sleep(2_500).absent().listed(harness.working()).absent();
            if (harness.isOut(Request.QueryStop.class)) {
                harness.refuse(harness.take(Request.QueryStop.class), -2013);
            }
        }
        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
        harness.refuse(harness.pass(3_000).take(Request.PlaceStop.class), -4509).absent();

        assertThat(harness.last(LegEvent.PositionClosed.class).proof().kind()).isEqualTo(Proof.Kind.ABSENT_THRICE);
    }

    @Test
    void threeAbsencesProveNothingWhileTheDisasterStopIsListed() {
        var harness = LegHarness.protectedLong();

        for (int look = 0; look < 10; look++) {
            harness.sleep(2_500).absent().listed(harness.disaster(), harness.working());
        }

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
        assertThat(harness.isOut(Request.CancelStop.class)).isFalse();
    }

    @Test
    void aDisasterStopThatSomebodyCancelledIsNoWitness() {
        var harness = LegHarness.protectedLong();

        absentThrice(harness);
        harness.listed(harness.working());
        harness.streamStop(harness.disaster(), Answer.StopStatus.CANCELED);
        absentThrice(harness);
        harness.listed(harness.working()).absent();

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
        assertThat(harness.take(Request.PlaceStop.class).ticket().closePosition())
                .isTrue();
    }

    @Test
    void absencesInQuickSuccessionCountOnce() {
        var harness = LegHarness.protectedLong();
        harness.sleep(2_500).listed(harness.working());

        for (int look = 0; look < 10; look++) {
            harness.sleep(100).absent().listed(harness.working());
        }

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
    }

    @Test
    void absencesProveNothingWhenThereNeverWasADisasterStop() {
        var harness = new LegHarness().stream("10", "100");
        harness.unknown(harness.take(Request.PlaceStop.class));
        harness.accept(harness.take(Request.PlaceStop.class));

        absentThrice(harness);
        harness.listed(harness.working())
                .sleep(2_500)
                .absent()
                .listed(harness.working())
                .absent();

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
    }

    /** The stream lost the end of the position and its disaster stop was never known; the fills are heard of. */
    @Test
    void fillsThatSellTheWholePositionAreAWitnessOfItsAbsenceWhenTheirListAgrees() {
        LegHarness harness = withoutDisasterStop();
        long opened = harness.now();
        long sold = harness.sleep(1_000).now();
        harness.hear(Reports.fill(new BigDecimal("-10"), 9, sold));
        absentThrice(harness);
        assertThat(harness.leg().phase()).as("nobody has asked for later fills").isEqualTo(Leg.Phase.OPEN);

        harness.pass(4_000);
        harness.done(
                harness.take(Request.ReadTrades.class),
                new Answer.Trades(
                        List.of(
                                Reports.trade(Side.BUY, Quantity.of("10"), 1, opened),
                                Reports.trade(Side.SELL, Quantity.of("10"), 9, sold)),
                        true));
        harness.absent();

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.FLAT);
    }

    @Test
    void fillsAreNoWitnessWhenTheirListShowsThatItWasOpenedAnew() {
        LegHarness harness = withoutDisasterStop();
        long opened = harness.now();
        long sold = harness.sleep(1_000).now();
        harness.hear(Reports.fill(new BigDecimal("-10"), 9, sold));
        absentThrice(harness);

        harness.pass(4_000);
        harness.done(
                harness.take(Request.ReadTrades.class),
                new Answer.Trades(
                        List.of(
                                Reports.trade(Side.BUY, Quantity.of("10"), 1, opened),
                                Reports.trade(Side.SELL, Quantity.of("10"), 9, sold),
                                Reports.trade(Side.BUY, Quantity.of("10"), 10, sold + 1)),
                        true));
        harness.absent();

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
    }

    /** What is in the evidence of the position already does not count against it. */
    @Test
    void fillsFromBeforeTheLastEvidenceAreNoWitness() {
        LegHarness harness = withoutDisasterStop();
        harness.sleep(1_000).hear(Reports.fill(new BigDecimal("-10"), 8, harness.now()));
        harness.sleep(1_000).hear(new LegInput.PositionChanged(Reports.row("10", "101", harness.now())));

        absentThrice(harness);

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
    }

    private static LegHarness withoutDisasterStop() {
        LegHarness harness = new LegHarness().stream("10", "100");
        harness.unknown(harness.take(Request.PlaceStop.class));
        return harness.accept(harness.take(Request.PlaceStop.class));
    }

    @Test
    void theExchangesRefusalOfADisasterStopIsAWitnessOfTheAbsence() {
        var harness = new LegHarness().stream("10", "100");
        harness.refuse(harness.take(Request.PlaceStop.class), -4509);
        harness.accept(harness.take(Request.PlaceStop.class));

        absentThrice(harness);
        assertThat(harness.leg().phase())
                .as("seed 2141: right after a change of the position the refusal says nothing")
                .isEqualTo(Leg.Phase.OPEN);
        harness.refuse(harness.pass(1_000).take(Request.PlaceStop.class), -4509).absent();

        assertThat(harness.last(LegEvent.PositionClosed.class).proof().kind()).isEqualTo(Proof.Kind.ABSENT_THRICE);
    }

    @Test
    void anExpiredDisasterStopIsAWitnessOfTheAbsence() {
        var harness = LegHarness.protectedLong();
        harness.streamStop(harness.disaster(), Answer.StopStatus.EXPIRED);

        absentThrice(harness);

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.FLAT);
    }

    @Test
    void aPositionThatWasOnlyThoughtToBeClosedIsAdoptedAgain() {
        var harness = LegHarness.protectedLong();
        Answer.PositionRow row = Reports.row("10", "100", harness.position().evidenceAt());
        absentThrice(harness);
        harness.listed(harness.working());
        harness.streamStop(harness.disaster(), Answer.StopStatus.EXPIRED).absent();
        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.FLAT);

        harness.sleep(5_000).hear(new LegInput.PositionRead(Optional.of(row), harness.now()));

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
    }

    @Test
    void aListOfOtherPositionsChangesNothing() {
        var harness = LegHarness.protectedLong();
        harness.levelMovesTo("101");
        harness.accept(harness.take(Request.PlaceStop.class));
        var read = harness.take(Request.ReadPositions.class);
        LegId other = LegId.parse("main:BTCUSDT:BOTH");
        var row = new Answer.PositionRow(
                other.symbol(),
                other.side(),
                new BigDecimal("0"),
                dev.belay.money.Price.ZERO,
                dev.belay.money.Price.ZERO,
                0);

        harness.done(read, new Answer.Positions(List.of(row)));

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
        assertThat(harness.isOut(Request.CancelStop.class)).isFalse();
    }

    @Test
    void aStaleSnapshotIsIgnored() {
        var harness = LegHarness.protectedLong();
        long before = harness.now() - 5_000;
        harness.sleep(1_000).stream("12", "100");

        harness.hear(new LegInput.PositionRead(Optional.of(Reports.row("10", "100", before)), harness.now()));
        harness.hear(new LegInput.PositionRead(Optional.of(Reports.row("0", "0", before)), harness.now()));

        assertThat(harness.position().quantity()).hasToString("12");
    }

    @Test
    void aZeroRowOrAZeroOfTheStreamCloses() {
        var byRow = LegHarness.protectedLong().sleep(1_000);
        byRow.hear(new LegInput.PositionRead(Optional.of(Reports.row("0", "0", byRow.now())), byRow.now()));
        var byStream = LegHarness.protectedLong().sleep(1_000).stream("0", "0");

        assertThat(byRow.leg().phase()).isEqualTo(Leg.Phase.FLAT);
        assertThat(byStream.leg().phase()).isEqualTo(Leg.Phase.FLAT);
    }

    @Test
    void aZeroRowWithoutATimeDoesNotHideAPositionOpenedSince() {
        var harness = LegHarness.protectedLong().sleep(10_000);
        long reopenedAt = harness.now() - 100;
        harness.hear(new LegInput.PositionRead(Optional.of(Reports.row("0", "0", 0)), harness.now()));
        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.FLAT);

        harness.sleep(3_000)
                .hear(new LegInput.PositionRead(Optional.of(Reports.row("7", "101", reopenedAt)), harness.now()));

        assertThat(harness.position().quantity()).hasToString("7");
    }

    @Test
    void aZeroRowWithoutATimeRightAfterTheOpeningIsOnlyLate() {
        var harness = LegHarness.protectedLong().sleep(500);

        harness.hear(new LegInput.PositionRead(Optional.of(Reports.row("0", "0", 0)), harness.now()));

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
    }

    @Test
    void orphansAreCancelledOnlyAfterAProvenClose() {
        var harness = LegHarness.protectedLong();
        StopOrder working = harness.working();
        StopOrder disaster = harness.disaster();

        harness.sleep(1_000).stream("0", "0").streamStop(disaster, Answer.StopStatus.EXPIRED);
        harness.pass(1_000);
        assertThat(harness.isOut(Request.CancelStop.class))
                .as("the exchange gets two seconds to end its part")
                .isFalse();
        harness.pass(1_500).readPosition("", "");

        var cancel = harness.take(Request.CancelStop.class);
        assertThat(cancel.id()).isEqualTo(working.id());
        harness.done(cancel, new Answer.Cancelled(cancel.id())).pass(60_000);
        assertThat(harness.out()).isEmpty();
        assertThat(harness.leg().stops().all()).isEmpty();
    }

    @Test
    void lateReportsAfterTheEndResurrectNothing() {
        var harness = LegHarness.protectedLong();
        StopOrder working = harness.working();
        StopOrder disaster = harness.disaster();
        Answer.PositionRow open = Reports.row("10", "100", harness.now());
        harness.sleep(1_000).stream("0", "0").streamStop(disaster, Answer.StopStatus.EXPIRED);
        harness.streamStop(working, Answer.StopStatus.CANCELED);

        harness.hear(new LegInput.PositionChanged(open));
        harness.hear(new LegInput.PositionRead(Optional.of(open), harness.now()));
        harness.listed(disaster, working).streamStop(working, Answer.StopStatus.NEW);

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.FLAT);
        assertThat(harness.leg().stops().all()).isEmpty();
    }

    private static void absentThrice(LegHarness harness) {
        for (int look = 0; look < 3; look++) {
            harness.sleep(2_500).absent();
        }
    }
}
