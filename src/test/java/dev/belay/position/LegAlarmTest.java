package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.market.MarketPrice;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.protection.StopOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person must hear of, and what Belay does about it meanwhile. */
class LegAlarmTest {

    private static List<String> alarms(LegHarness leg) {
        return leg.all(LegEvent.AlarmRaised.class).stream()
                .map(LegEvent.AlarmRaised::alarm)
                .toList();
    }

    private static LegHarness report(LegHarness leg, StopOrder stop, Answer.StopStatus status, String filled) {
        return leg.hear(new LegInput.StopChanged(
                Reports.stop(stop.ticket(LegHarness.LEG), status, Quantity.of(filled), "", leg.now())));
    }

    /** Binance's demo cancels stops by itself after 53 seconds. */
    @Test
    void aStopThatTheExchangeTakesAwayIsPlacedAgainAtTheRatchetedLevelAndCounted() {
        LegHarness leg = LegHarness.protectedLong().levelMovesTo("103");
        leg.accept(leg.take(Request.PlaceStop.class));
        StopOrder atTheLevel = leg.leg()
                .stops()
                .inOrder()
                .filter(stop -> stop.trigger().equals(Price.of("103")))
                .findFirst()
                .orElseThrow();

        leg.streamStop(atTheLevel, Answer.StopStatus.CANCELED);

        assertThat(alarms(leg)).containsExactly("stop-taken-away");
        assertThat(leg.last(LegEvent.AlarmRaised.class).text()).contains("1 since the start");
        assertThat(leg.take(Request.PlaceStop.class).ticket().trigger()).isEqualTo(Price.of("103"));
    }

    @Test
    void aPositionWithoutAProvenStopForFiveSecondsRaisesAnAlarmOnce() {
        LegHarness leg = new LegHarness().stream("10", "100").pass(4_000);
        assertThat(alarms(leg)).isEmpty();

        leg.pass(2_000);
        assertThat(alarms(leg)).containsExactly("unprotected");
        assertThat(leg.last(LegEvent.AlarmRaised.class).text())
                .contains("for 5 s")
                .contains("of 10");

        leg.pass(60_000);
        assertThat(alarms(leg)).containsOnlyOnce("unprotected");
    }

    @Test
    void aStopThatWeCancelledRaisesNoAlarm() {
        LegHarness leg = LegHarness.protectedLong().present("10", "100");
        StopOrder old = leg.working();
        leg.levelMovesTo("103").accept(leg.take(Request.PlaceStop.class));
        assertThat(leg.isOut(Request.CancelStop.class)).isTrue();

        leg.streamStop(old, Answer.StopStatus.CANCELED);

        assertThat(alarms(leg)).isEmpty();
    }

    /** marketTakeBound and thin books cut what a stop sells (binance-api §15, Q15). */
    @Test
    void theRestOfAStopThatFilledPartlyIsGuardedAnew() {
        LegHarness leg = LegHarness.protectedLong();
        StopOrder working = leg.working();
        report(leg, working, Answer.StopStatus.TRIGGERING, "0").sleep(10).stream("4", "100");

        report(leg, working, Answer.StopStatus.FINISHED, "6").readPosition("4", "100");

        assertThat(alarms(leg)).containsExactly("stop-partly-filled");
        assertThat(leg.leg().stops().find(leg.disaster().id())).isPresent();
        assertThat(leg.take(Request.PlaceStop.class).ticket().quantity()).hasToString("4");
    }

    @Test
    void aStopThatClosedEverythingRaisesNoAlarm() {
        LegHarness leg = LegHarness.protectedLong();
        StopOrder working = leg.working();

        report(leg, working, Answer.StopStatus.FINISHED, "10").stream("0", "0");

        assertThat(alarms(leg)).isEmpty();
        assertThat(leg.leg().phase()).isEqualTo(Leg.Phase.FLAT);
    }

    @Test
    void aStopStuckInTriggeringIsToldWhenItsPositionIsClosedAtMarket() {
        LegHarness leg = LegHarness.protectedLong();
        report(leg, leg.working(), Answer.StopStatus.TRIGGERING, "0").pass(5_000);

        assertThat(alarms(leg)).containsExactly("closing");
        assertThat(leg.last(LegEvent.CloseDecided.class).reason()).contains("triggering");
    }

    /** One has been seen to stay so for ever (binance-api §8.7). */
    @Test
    void aStopStuckInTriggeringIsAskedForLessAndLessOftenButNeverGivenUp() {
        LegHarness leg = LegHarness.protectedLong();
        StopOrder stuck = leg.working();
        report(leg, stuck, Answer.StopStatus.TRIGGERING, "0");
        List<Long> asked = new ArrayList<>();
        for (int step = 0; step < 3_600 * 4; step++) {
            leg.pass(250);
            if (leg.isOut(Request.QueryStop.class)) {
                asked.add(leg.now());
                leg.tellStop(Answer.StopStatus.TRIGGERING);
            }
        }
        long since = leg.now() - 3_600_000;

        assertThat(asked.stream().filter(at -> at <= since + 60_000))
                .as("in the first minute")
                .hasSize(24);
        assertThat(asked.get(asked.size() - 1) - asked.get(asked.size() - 2)).isEqualTo(60_000);
        for (int i = 2; i < asked.size(); i++) {
            assertThat(asked.get(i) - asked.get(i - 1)).isGreaterThanOrEqualTo(asked.get(i - 1) - asked.get(i - 2));
        }
        assertThat(leg.leg().stops().find(stuck.id())).isPresent();
    }

    @Test
    void aCloseThatFailsForHalfAMinuteCallsAPersonOnceAndGoesOn() {
        LegHarness leg = LegHarness.protectedLong();
        leg.hear(new LegInput.CloseWanted("enough", "operator"));
        int exits = 0;
        for (int step = 0; step < 400; step++) {
            leg.pass(250);
            if (leg.isOut(Request.PlaceMarket.class)) {
                leg.refuse(leg.take(Request.PlaceMarket.class), -4131);
                exits++;
            }
            if (leg.isOut(Request.ReadPositions.class)) {
                leg.readPosition("10", "100");
            }
            boolean early = leg.now() - LegHarness.START < 30_000;
            assertThat(alarms(leg)).hasSize(early ? 0 : 1);
        }

        assertThat(leg.last(LegEvent.AlarmRaised.class).text()).contains("HUMAN");
        assertThat(exits).isGreaterThan(50);
        assertThat(leg.leg().stops().all()).hasSize(2);
    }

    /** -2021 is decided by a fresh price only; a feed that stands still says nothing. */
    @Test
    void anOldPriceDoesNotDecideWhatARefusalMeant() {
        LegHarness leg = LegHarness.protectedLong().sleep(10_000).levelMovesTo("103");
        leg.refuse(leg.take(Request.PlaceStop.class), -2021);
        var old = MarketPrice.mark(LegHarness.ETH, Price.of("90"), leg.now() - 2_001);

        leg.done(leg.take(Request.ReadPrice.class), new Answer.Newest(old)).pass(1_000);

        assertThat(leg.leg().phase()).isEqualTo(Leg.Phase.OPEN);
        leg.done(leg.take(Request.ReadPrice.class), new Answer.Newest(leg.mark("90")));
        assertThat(leg.leg().phase()).isEqualTo(Leg.Phase.CLOSING);
    }

    @Test
    void aLiquidationPriceBeforeTheDisasterStopIsToldOnce() {
        LegHarness leg = LegHarness.protectedLong();
        for (int read = 0; read < 3; read++) {
            leg.sleep(30_000).hear(new LegInput.PositionRead(Optional.of(row(leg, "10", "96", leg.now())), leg.now()));
        }

        assertThat(alarms(leg)).containsExactly("liquidation");
    }

    private static Answer.PositionRow row(LegHarness leg, String amount, String liquidation, long at) {
        return new Answer.PositionRow(
                LegHarness.ETH, LegHarness.SIDE, new BigDecimal(amount), Price.of("100"), Price.of(liquidation), at);
    }

    /** An event is dated by itself, a position by its last trade: the same change can look older on the list for ever. */
    @Test
    void aListThatSaysTheSameAgreesHoweverOldItLooks() {
        LegHarness leg = LegHarness.protectedLong();
        long before = leg.position().evidenceAt() - 5;

        leg.sleep(1_999).hear(new LegInput.PositionRead(Optional.of(row(leg, "10", "0", before)), leg.now()));
        assertThat(leg.memory().isPositionFresh(leg.leg(), leg.now())).isFalse();
        leg.sleep(1).hear(new LegInput.PositionRead(Optional.of(row(leg, "10", "0", before)), leg.now()));

        assertThat(leg.memory().isPositionFresh(leg.leg(), leg.now())).isTrue();
    }

    @Test
    void aListOlderThanTheStreamThatSaysOtherwiseNeverOverrulesItButIsToldAfterAMinute() {
        LegHarness leg = LegHarness.protectedLong().sleep(1_000).stream("12", "100");
        long before = leg.position().evidenceAt() - 5;
        for (int read = 0; read < 4; read++) {
            leg.sleep(20_000).hear(new LegInput.PositionRead(Optional.of(row(leg, "10", "0", before)), leg.now()));
        }

        assertThat(leg.position().quantity()).isEqualTo(Quantity.of("12"));
        assertThat(leg.memory().isPositionFresh(leg.leg(), leg.now())).isFalse();
        assertThat(alarms(leg)).containsExactly("contradiction");
    }

    @Test
    void aLiquidationIsAnEndLikeAnyOther() {
        LegHarness leg = LegHarness.protectedLong().sleep(1_000);
        StopOrder working = leg.working();
        leg.hear(new LegInput.OrderChanged(
                new Answer.OrderReport(
                        LegHarness.ETH,
                        LegHarness.SIDE,
                        "autoclose-1568879465650",
                        77,
                        Answer.OrderStatus.FILLED,
                        Side.SELL,
                        Quantity.of("10"),
                        Quantity.of("10"),
                        Price.of("90"),
                        false,
                        leg.now()),
                Optional.empty()));
        StopOrder disaster = leg.disaster();
        leg.stream("0", "0").streamStop(disaster, Answer.StopStatus.EXPIRED);

        leg.sleep(2_500).absent();

        assertThat(leg.leg().phase()).isEqualTo(Leg.Phase.FLAT);
        assertThat(leg.take(Request.CancelStop.class).id()).isEqualTo(working.id());
    }
}
