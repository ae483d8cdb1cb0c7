package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.HandedRoom;
import dev.belay.exchange.Request;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.protection.StopOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The conditional orders of the account are used up (binance-api §8.5; reliability R21, S4, L7). */
class LegRoomTest {

    private static LegHarness room(LegHarness leg, boolean free) {
        HandedRoom.hand(leg.room(), free, leg.now());
        return leg;
    }

    private static List<String> alarms(LegHarness leg) {
        return leg.all(LegEvent.AlarmRaised.class).stream()
                .map(LegEvent.AlarmRaised::alarm)
                .toList();
    }

    private static List<String> blocked(LegHarness leg) {
        return leg.rules().why(leg.leg(), leg.memory(), List.of(), leg.now()).blocked();
    }

    @Test
    void aNewPositionGetsItsDisasterStopAllTheSame() {
        LegHarness leg = room(new LegHarness(), false).stream("10", "100");

        assertThat(leg.take(Request.PlaceStop.class).ticket().closePosition()).isTrue();
        leg.pass(60_000);

        assertThat(leg.leg().stops().of(StopOrder.Slot.WORKING, leg.leg().epoch()))
                .isEmpty();
    }

    @Test
    void aMissingWorkingStopIsToldAndPlacedAsSoonAsThereIsRoom() {
        LegHarness leg = room(new LegHarness(), false).stream("10", "100");
        leg.accept(leg.take(Request.PlaceStop.class)).pass(3_000);

        assertThat(alarms(leg)).containsExactly("no-room");
        assertThat(leg.last(LegEvent.AlarmRaised.class).text())
                .contains("a stop at 98 is wanted", "closes the position at 95", "Cancel conditional orders");
        assertThat(blocked(leg))
                .singleElement()
                .asString()
                .startsWith("the working stop at 98: for 3.0 s the account has no room");

        room(leg, true).pass(250);

        assertThat(leg.take(Request.PlaceStop.class).ticket().trigger()).isEqualTo(Price.of("98"));
    }

    @Test
    void aMoveWaitsForRoomAndCancelsNothingFirst() {
        LegHarness leg = room(LegHarness.protectedLong(), false).levelMovesTo("103");
        int before = leg.journal().size();

        for (int look = 0; look < 240; look++) {
            leg.pass(250).present("10", "100").listed(leg.disaster(), leg.working());
        }

        assertThat(leg.out()).as("calls").isEmpty();
        assertThat(leg.wish()).as("a turn would be wasted").isEmpty();
        assertThat(leg.journal().subList(before, leg.journal().size()))
                .singleElement()
                .isInstanceOf(LegEvent.AlarmRaised.class);
        assertThat(Protection.of(leg.leg()).covered()).isEqualTo(Price.of("98"));

        room(leg, true).pass(250);

        assertThat(leg.take(Request.PlaceStop.class).ticket().trigger()).isEqualTo(Price.of("103"));
    }

    /** Two legs want to move and one order fits: one waits, and nobody has to hear of that. */
    @Test
    void roomThatComesBackWithinMomentsRaisesNoAlarm() {
        LegHarness leg = room(LegHarness.protectedLong(), false).levelMovesTo("103");

        leg.pass(2_750);
        room(leg, true).pass(250);

        assertThat(alarms(leg)).isEmpty();
        assertThat(leg.isOut(Request.PlaceStop.class)).isTrue();
    }

    @Test
    void theAlarmIsRaisedOnceUntilThereIsRoomAgain() {
        LegHarness leg = room(LegHarness.protectedLong(), false).levelMovesTo("103");
        leg.pass(120_000);
        assertThat(alarms(leg)).hasSize(1);

        room(leg, true).pass(250);
        leg.accept(leg.take(Request.PlaceStop.class));
        room(leg, false).levelMovesTo("105").pass(3_000);

        assertThat(alarms(leg)).hasSize(2);
    }

    /** The position grew: its old stop is too small, and the disaster stop closes the rest (reliability §5.3). */
    @Test
    void aLargerPositionKeepsItsTooSmallStopUntilThereIsRoomForTheWholeOne() {
        LegHarness leg = room(LegHarness.protectedLong(), false).stream("15", "100");
        leg.readPosition("15", "100").pass(5_000);

        assertThat(leg.out()).as("calls").isEmpty();
        assertThat(leg.working().quantity()).hasToString("10");
        assertThat(Protection.of(leg.leg()).covered()).isEqualTo(Price.of("95"));

        room(leg, true).pass(250);

        assertThat(leg.take(Request.PlaceStop.class).ticket().quantity()).hasToString("15");
    }

    @Test
    void whatIsCancelledDoesNotNeedRoom() {
        LegHarness leg = LegHarness.protectedLong().present("10", "100");
        StopOrder old = leg.working();
        leg.levelMovesTo("103");
        Request.PlaceStop move = leg.take(Request.PlaceStop.class);

        room(leg, false).accept(move);

        assertThat(leg.take(Request.CancelStop.class).id()).isEqualTo(old.id());
    }

    @Test
    void anEntryWhoseStopHasNoRoomIsAbandonedBeforeAnythingIsSent() {
        LegHarness leg = room(new LegHarness(), false);

        leg.hear(new LegInput.EntryWanted(LegHarness.plan(Direction.LONG, "2", "100", "98", leg.now()), "operator"));

        assertThat(leg.out()).isEmpty();
        assertThat(leg.leg().phase()).isEqualTo(Leg.Phase.FLAT);
        assertThat(leg.last(LegEvent.EntryAbandoned.class).reason()).contains("no room");
    }

    @Test
    void theStopsOfTheLegTakeRoomUntilTheyAreProvenToBeOver() {
        LegHarness leg = LegHarness.protectedLong().present("10", "100");
        StopOrder old = leg.working();
        assertThat(leg.room().resting()).isEqualTo(2);

        leg.levelMovesTo("103");
        assertThat(leg.room().resting()).as("sent, and nobody knows yet").isEqualTo(3);
        leg.accept(leg.take(Request.PlaceStop.class));
        leg.streamStop(old, Answer.StopStatus.CANCELED);

        assertThat(leg.room().resting()).isEqualTo(2);
    }
}
