package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import org.junit.jupiter.api.Test;

/** A position that the exchange's lists do not mention any more: what it takes to believe that it is closed (S12). */
class LegAbsenceTest {

    /** With lists that have no rows of flat positions, and without a disaster stop, nobody else would ever say so. */
    @Test
    void aDoubtedPositionThatListsMissIsTriedWithADisasterStop() {
        LegHarness harness = LegHarness.protectedLong();
        harness.streamStop(harness.disaster(), Answer.StopStatus.FINISHED);
        for (int look = 0; look < 4; look++) {
            harness.sleep(2_500).absent();
        }

        Request.PlaceStop trial = harness.take(Request.PlaceStop.class);
        assertThat(trial.ticket().closePosition()).isTrue();
        harness.refuse(trial, -4509);
        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
        harness.sleep(2_500).absent();

        assertThat(harness.last(LegEvent.PositionClosed.class).proof().kind()).isEqualTo(Proof.Kind.ABSENT_THRICE);
    }

    @Test
    void aDisasterStopThatTheExchangeTakesSpeaksForThePositionAgainstItsLists() {
        LegHarness harness = LegHarness.protectedLong();
        harness.streamStop(harness.disaster(), Answer.StopStatus.FINISHED);
        for (int look = 0; look < 4; look++) {
            harness.sleep(2_500).absent();
        }

        harness.accept(harness.take(Request.PlaceStop.class)).sleep(2_500).absent();

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
        assertThat(harness.memory().absences).hasSize(1);
    }

    @Test
    void anExitThatIsNeverFoundDoesNotKeepAnAbsentPositionOpenForEver() {
        LegHarness harness = LegHarness.protectedLong().priceGoesThroughTheLevel();
        harness.pass(3_500).unknown(harness.take(Request.PlaceMarket.class));
        harness.streamStop(harness.disaster(), Answer.StopStatus.CANCELED);

        for (int look = 0; look < 60 && !harness.leg().orders().isEmpty(); look++) {
            harness.pass(500);
            if (harness.isOut(Request.QueryOrder.class)) {
                harness.refuse(harness.take(Request.QueryOrder.class), -2013);
            }
            if (harness.isOut(Request.ReadPositions.class)) {
                harness.readPosition("", "");
            }
            if (harness.isOut(Request.PlaceStop.class)) {
                harness.refuse(harness.take(Request.PlaceStop.class), -4509);
            }
            assertThat(harness.isOut(Request.PlaceMarket.class))
                    .as("a second exit")
                    .isFalse();
            harness.absent();
        }

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.FLAT);
        assertThat(harness.all(LegEvent.OrderNotPlaced.class)).hasSize(1);
    }

    @Test
    void whatWasRefusedForAnEarlierPositionIsNoWitnessForThisOne() {
        LegHarness harness = LegHarness.protectedLong().priceGoesThroughTheLevel();
        harness.pass(3_500);
        Request.PlaceMarket exit = harness.take(Request.PlaceMarket.class);
        harness.sleep(10).stream("-10", "100");
        harness.refuse(exit, -2022).readPosition("-10", "100");

        for (int look = 0; look < 4; look++) {
            harness.sleep(2_500).absent();
        }

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
    }
}
