package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.protection.StopOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The position has to be closed at market (reliability §5.4). */
class LegClosingTest {
    private static final int NOT_FOUND = -2013;
    private static final int NOTHING_TO_REDUCE = -2022;
    private static final int RESERVED = -4118;

    @Test
    void closesWhenTheStopDoesNotFireWithinTheGrace() {
        var harness = LegHarness.protectedLong();

        harness.priceGoesThroughTheLevel().pass(2_900);
        assertThat(harness.isOut(Request.PlaceMarket.class)).isFalse();
        harness.pass(250);

        var exit = harness.take(Request.PlaceMarket.class).ticket();
        assertThat(exit.reduceOnly()).isTrue();
        assertThat(exit.quantity()).isEqualTo(Quantity.of("10"));
    }

    @Test
    void leavesItToTheExchangeWhenTheStopFiresInTime() {
        var harness = LegHarness.protectedLong();
        harness.priceGoesThroughTheLevel();

        harness.sleep(500).streamStop(harness.working(), Answer.StopStatus.TRIGGERED);
        harness.sleep(100).stream("0", "0").pass(5_000);

        assertThat(harness.isOut(Request.PlaceMarket.class)).isFalse();
        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.FLAT);
    }

    @Test
    void closesWhenAStopIsStuckInTriggering() {
        for (StopOrder.Slot slot : StopOrder.Slot.values()) {
            var harness = LegHarness.protectedLong();
            StopOrder stop = slot == StopOrder.Slot.WORKING ? harness.working() : harness.disaster();

            harness.streamStop(stop, Answer.StopStatus.TRIGGERING).pass(1_250);
            harness.readPosition("10", "100").pass(4_000);

            assertThat(harness.isOut(Request.PlaceMarket.class)).as(slot.name()).isTrue();
        }
    }

    @Test
    void closesWhenTheEngineRejectsTheStopAtItsTrigger() {
        var harness = LegHarness.protectedLong();

        harness.streamStop(harness.working(), Answer.StopStatus.REJECTED).pass(1_250);
        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.CLOSING);
        harness.readPosition("10", "100");

        assertThat(harness.isOut(Request.PlaceMarket.class)).isTrue();
    }

    @Test
    void aRejectedStopOfAnEarlierPositionClosesNothing() {
        var harness = LegHarness.protectedLong();
        StopOrder old = harness.working();
        harness.sleep(1_000).stream("-5", "99");

        harness.streamStop(old, Answer.StopStatus.REJECTED);

        assertThat(harness.leg().phase()).isEqualTo(Leg.Phase.OPEN);
    }

    @Test
    void keepsBothStopsUntilTheCloseIsProven() {
        var harness = closing();
        var exit = harness.take(Request.PlaceMarket.class);

        harness.done(exit, Reports.order(exit.ticket(), Answer.OrderStatus.FILLED, "10", harness.now()));
        harness.pass(2_000);
        assertThat(harness.isOut(Request.CancelStop.class)).isFalse();
        harness.stream("0", "0")
                .streamStop(harness.leg().stops().inOrder().findFirst().orElseThrow(), Answer.StopStatus.EXPIRED);
        harness.out().removeIf(Request.ReadPositions.class::isInstance);
        harness.pass(2_500).absent();

        assertThat(harness.isOut(Request.CancelStop.class)).isTrue();
    }

    @Test
    void aRefusedExitReadsThePositionBeforeAnythingElse() {
        var harness = closing();

        harness.refuse(harness.take(Request.PlaceMarket.class), NOTHING_TO_REDUCE)
                .pass(3_000);
        assertThat(harness.isOut(Request.PlaceMarket.class)).isFalse();
        harness.readPosition("6", "100").pass(1_000);

        assertThat(harness.take(Request.PlaceMarket.class).ticket().quantity()).isEqualTo(Quantity.of("6"));
    }

    @Test
    void anUnknownExitIsAskedForAndNeverSentBlindly() {
        var harness = closing();
        var exit = harness.take(Request.PlaceMarket.class);

        harness.unknown(exit).pass(9_000);

        assertThat(harness.isOut(Request.PlaceMarket.class)).isFalse();
        var query = harness.take(Request.QueryOrder.class);
        harness.done(query, Reports.order(exit.ticket(), Answer.OrderStatus.FILLED, "10", harness.now()));
        assertThat(harness.last(LegEvent.OrderEnded.class).proof().kind()).isEqualTo(Proof.Kind.QUERY);
    }

    @Test
    void anExitThatIsNeverFoundIsGivenUpAfterThePositionWasReadAgain() {
        var harness = closing();
        var exit = harness.take(Request.PlaceMarket.class);
        harness.unknown(exit);

        for (int look = 0; look < 12; look++) {
            harness.pass(1_000).refuse(harness.take(Request.QueryOrder.class), NOT_FOUND);
        }
        assertThat(harness.all(LegEvent.OrderNotPlaced.class)).isEmpty();
        harness.readPosition("10", "100").pass(1_000);

        assertThat(harness.last(LegEvent.OrderNotPlaced.class).proof().kind()).isEqualTo(Proof.Kind.NEVER_SEEN);
        var again = harness.take(Request.PlaceMarket.class).ticket();
        assertThat(again.id()).isNotEqualTo(exit.ticket().id());
    }

    @Test
    void anExitThatWasNotSentIsDecidedAgainUnderANewId() {
        var harness = closing();
        var exit = harness.take(Request.PlaceMarket.class);

        harness.notSent(exit).pass(1_000);

        assertThat(harness.take(Request.PlaceMarket.class).ticket().id())
                .isNotEqualTo(exit.ticket().id());
    }

    @Test
    void aCrashAfterTheExitWasDecidedAsksInsteadOfSending() {
        var harness = closing();

        harness.crash();

        assertThat(harness.isOut(Request.PlaceMarket.class)).isFalse();
        assertThat(harness.isOut(Request.QueryOrder.class)).isTrue();
    }

    @Test
    void aShortIsClosedByBuying() {
        var harness = new LegHarness().stream("-3", "100");
        harness.hear(new LegInput.CloseWanted("enough", "operator"));

        assertThat(harness.take(Request.PlaceMarket.class).ticket().side()).isEqualTo(Side.BUY);
    }

    private static LegHarness closing() {
        return LegHarness.protectedLong().hear(new LegInput.CloseWanted("enough", "operator"));
    }

    /** Somebody's take-profit limits rest in the book (binance-api §12, -4118). */
    @Test
    void ordersOfOthersThatReserveTheSizeAreNamedToAPersonAndLeftAlone() {
        var harness = LegHarness.protectedLong().hear(new LegInput.CloseWanted("enough", "operator"));
        harness.refuse(harness.take(Request.PlaceMarket.class), RESERVED);
        assertThat(harness.isOut(Request.ReadOrders.class))
                .as("before the position is known to be there")
                .isFalse();
        harness.pass(250).readPosition("10", "100");

        harness.done(
                harness.take(Request.ReadOrders.class),
                new Answer.Orders(List.of(
                        limit(harness, "web_1", Side.SELL, "6"),
                        limit(harness, "web_2", Side.SELL, "4"),
                        limit(harness, "web_3", Side.BUY, "5"))));

        LegEvent.AlarmRaised alarm = harness.last(LegEvent.AlarmRaised.class);
        assertThat(alarm.alarm()).isEqualTo("close-reserved");
        assertThat(alarm.text()).startsWith("HUMAN").contains("web_1 (SELL 6), web_2 (SELL 4)");
        assertThat(alarm.text()).doesNotContain("web_3");
        assertThat(harness.out().stream().filter(call -> call.decided().isPresent()))
                .as("nothing is cancelled")
                .isEmpty();
        assertThat(harness.leg().stops().all()).hasSize(2);
        harness.pass(1_000);
        assertThat(harness.isOut(Request.PlaceMarket.class))
                .as("it goes on trying")
                .isTrue();
    }

    @Test
    void theBookIsNotReadForARefusalThatHasNothingToDoWithIt() {
        var harness = LegHarness.protectedLong().hear(new LegInput.CloseWanted("enough", "operator"));

        harness.refuse(harness.take(Request.PlaceMarket.class), -4131).pass(250).readPosition("10", "100");
        harness.pass(10_000);

        assertThat(harness.isOut(Request.ReadOrders.class)).isFalse();
    }

    private static Answer.OrderReport limit(LegHarness harness, String id, Side side, String quantity) {
        return new Answer.OrderReport(
                LegHarness.ETH,
                LegHarness.SIDE,
                id,
                1,
                Answer.OrderStatus.NEW,
                side,
                Quantity.of(quantity),
                Quantity.ZERO,
                Price.ZERO,
                true,
                harness.now());
    }
}
