package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.market.PriceKind;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.protection.StopOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal is older than what rests at the exchange: a backup was restored, or a replica had not got everything (B5, H18). */
class LegLostTailTest {

    private static final int CANNOT_BE_PLACED_TWICE = -4116;

    private final LegHarness leg = LegHarness.protectedLong();

    /** A working stop of 10 as a later incarnation placed it, whose journal is lost. */
    private static StopOrder later(long decision, String trigger) {
        return new StopOrder(
                LegHarness.TERMS.ids().workingStop(LegHarness.LEG, decision),
                StopOrder.Slot.WORKING,
                1,
                Side.SELL,
                Quantity.of("10"),
                Price.of(trigger),
                StopOrder.Status.LIVE,
                decision,
                LegHarness.START,
                PriceKind.MARK);
    }

    /** The list shows {@code moved} instead of the stop that the journal knows, of which the exchange says that it is over. */
    private void learns(StopOrder moved) {
        leg.sleep(5_000).present("10", "100").listed(leg.disaster(), moved);
        leg.tellStop(Answer.StopStatus.CANCELED).tellStop(Answer.StopStatus.NEW);
    }

    private long alarms() {
        return leg.all(LegEvent.AlarmRaised.class).stream()
                .filter(alarm -> alarm.alarm().equals(LostTail.ALARM))
                .count();
    }

    @Test
    void theStopThatWasMovedUpSinceIsKeptAndTheLevelIsIts() {
        StopOrder moved = later(leg.leg().sequence() + 40, "103");

        leg.sleep(5_000).present("10", "100").listed(leg.disaster(), moved);
        leg.pass(60_000);

        assertThat(leg.position().trail().level()).isEqualTo(Price.of("103"));
        assertThat(leg.leg().stops().find(moved.id()))
                .hasValueSatisfying(stop -> assertThat(stop.isLive()).isTrue());
        assertThat(leg.all(LegEvent.CancelIntended.class))
                .noneMatch(cancel -> cancel.id().equals(moved.id()));
        assertThat(alarms()).isEqualTo(1);
    }

    @Test
    void theStopGoesOnTrailingFromThere() {
        learns(later(leg.leg().sequence() + 40, "103"));

        leg.levelMovesTo("104").accept(leg.take(Request.PlaceStop.class));

        assertThat(leg.position().trail().level()).isEqualTo(Price.of("104"));
    }

    /** The number that the next stop of ours has is taken by one that rests at another price. */
    @Test
    void aStopThatRestsUnderTheIdOfOursIsNotTakenForIt() {
        leg.levelMovesTo("101");
        Request.PlaceStop place = leg.take(Request.PlaceStop.class);
        StopOrder resting = later(
                LegHarness.TERMS.ids().decisionOf(LegHarness.LEG, place.ticket().id()), "103");
        leg.refuse(place, CANNOT_BE_PLACED_TWICE);

        leg.sleep(5_000).present("10", "100").listed(leg.disaster(), leg.working(), resting);

        assertThat(leg.position().trail().level()).isEqualTo(Price.of("103"));
        assertThat(leg.leg().stops().find(resting.id()))
                .hasValueSatisfying(stop -> assertThat(stop.trigger()).isEqualTo(Price.of("103")));
        assertThat(alarms()).isEqualTo(1);
    }

    /** Whichever number it has: the next decision never comes under that. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theNumberOfAStopThatRestsIsPassedOver(long further) {
        StopOrder moved = later(leg.leg().sequence() + further, "103");
        learns(moved);

        leg.levelMovesTo("104");

        assertThat(leg.take(Request.PlaceStop.class).ticket().id()).isNotEqualTo(moved.id());
        assertThat(leg.leg().stops().find(moved.id()))
                .hasValueSatisfying(stop -> assertThat(stop.trigger()).isEqualTo(Price.of("103")));
    }

    /** The other way round: an own stop of a number that the journal has passed is an orphan, however tight. */
    @Test
    void aTighterStopThatIsNotNewerIsOfAnEarlierPosition() {
        leg.sleep(5_000).present("10", "100").listed(leg.disaster(), leg.working(), later(1, "103"));

        assertThat(leg.position().trail().level()).isEqualTo(Price.of("98"));
        assertThat(leg.all(LegEvent.StopAdopted.class))
                .singleElement()
                .satisfies(stop -> assertThat(stop.epoch()).isZero());
        assertThat(alarms()).isZero();
    }

    @Test
    void theWordOfTheStreamOnAStopAsDecidedIsNoAlarm() {
        leg.streamStop(leg.working(), Answer.StopStatus.NEW);

        assertThat(alarms()).isZero();
    }
}
