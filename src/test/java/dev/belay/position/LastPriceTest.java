package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.market.MarketPrice;
import dev.belay.market.PriceKind;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.protection.StopOrder;
import dev.belay.trailing.StopPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stops that go by the last price, and the way there and back. */
class LastPriceTest {

    private static final StopPolicy BY_LAST = StopPolicy.DEFAULT.following(PriceKind.LAST);

    private final LegHarness leg = new LegHarness(BY_LAST).stream("10", "100");

    private static MarketPrice last(String price, long at) {
        return MarketPrice.last(LegHarness.ETH, Price.of(price), at);
    }

    private static List<PriceKind> kinds(LegHarness leg, StopOrder.Slot slot) {
        return leg.leg()
                .stops()
                .of(slot, leg.leg().epoch())
                .map(StopOrder::triggeredBy)
                .toList();
    }

    private static LegHarness protectedByMark() {
        LegHarness leg = LegHarness.protectedLong();
        leg.sleep(5_000).present("10", "100");
        return leg;
    }

    @Test
    void theWorkingStopGoesByTheLastPriceAndTheDisasterStopByTheMarkPrice() {
        leg.accept(leg.take(Request.PlaceStop.class));
        leg.accept(leg.take(Request.PlaceStop.class));

        assertThat(kinds(leg, StopOrder.Slot.DISASTER)).containsExactly(PriceKind.MARK);
        assertThat(kinds(leg, StopOrder.Slot.WORKING)).containsExactly(PriceKind.LAST);
        assertThat(Protection.of(leg.leg()).state()).isEqualTo(Protection.State.PROTECTED);
        assertThat(leg.working().forEpoch(2).triggeredBy())
                .as("carried over to the next position")
                .isEqualTo(PriceKind.LAST);
    }

    @Test
    void theStopOfAnEntryGoesByThePriceOfItsPolicy() {
        LegHarness entry = new LegHarness(BY_LAST);
        var plan = new EntryPlan(
                Direction.LONG,
                LegHarness.plan(Direction.LONG, "10", "100", "98", entry.now()).quantity(),
                Price.of("100"),
                Price.of("98"),
                BY_LAST,
                entry.now(),
                false);

        entry.hear(new LegInput.EntryWanted(plan, "alice"));

        assertThat(entry.take(Request.PlaceStop.class).ticket().triggeredBy()).isEqualTo(PriceKind.LAST);
    }

    /** The mark price may be through the level where the last price is not, so that it says nothing of this stop. */
    @Test
    void onlyALastPriceDecidesWhatARefusalMeant() {
        refusedWorkingStop();
        Request.ReadPrice question = leg.take(Request.ReadPrice.class);
        assertThat(question.kind()).isEqualTo(PriceKind.LAST);

        leg.done(question, new Answer.Newest(leg.mark("97"))).pass(1_000);
        assertThat(leg.leg().phase()).isEqualTo(Leg.Phase.OPEN);

        leg.done(leg.take(Request.ReadPrice.class), new Answer.Newest(last("97.9", leg.now())));
        assertThat(leg.leg().phase()).isEqualTo(Leg.Phase.CLOSING);
        assertThat(leg.last(LegEvent.CloseDecided.class).reason()).contains("the last price 97.9");
    }

    @Test
    void aTradeOfAnHourAgoIsTheLastPriceAllTheSame() {
        refusedWorkingStop();

        leg.done(leg.take(Request.ReadPrice.class), new Answer.Newest(last("97.9", leg.now() - 3_600_000)));

        assertThat(leg.leg().phase()).isEqualTo(Leg.Phase.CLOSING);
    }

    private void refusedWorkingStop() {
        leg.accept(leg.take(Request.PlaceStop.class));
        leg.refuse(leg.take(Request.PlaceStop.class), -2021).pass(250);
    }

    @Test
    void whoGoesOverToTheLastPriceHasTheNewStopBeforeTheOldOneIsCancelled() {
        LegHarness changing = protectedByMark();
        StopOrder old = changing.working();

        changing.policy(BY_LAST, "100", false);
        Request.PlaceStop place = changing.take(Request.PlaceStop.class);
        assertThat(place.ticket().triggeredBy()).isEqualTo(PriceKind.LAST);
        assertThat(place.ticket().trigger()).isEqualTo(old.trigger());
        changing.pass(500);
        assertThat(changing.isOut(Request.CancelStop.class)).isFalse();

        changing.accept(place).present("10", "100").pass(500);
        assertThat(changing.take(Request.CancelStop.class).id()).isEqualTo(old.id());
    }

    @Test
    void whoGoesBackToTheMarkPriceDoesTheSame() {
        LegHarness changing = protectedByMark().policy(BY_LAST, "100", false);
        changing.accept(changing.take(Request.PlaceStop.class))
                .present("10", "100")
                .pass(500);
        Request.CancelStop cancel = changing.take(Request.CancelStop.class);
        changing.done(cancel, new Answer.Cancelled(cancel.id()));
        StopOrder byLast = changing.working();

        changing.sleep(5_000).policy(StopPolicy.DEFAULT, "100", false);
        Request.PlaceStop place = changing.take(Request.PlaceStop.class);
        assertThat(place.ticket().triggeredBy()).isEqualTo(PriceKind.MARK);
        changing.accept(place).present("10", "100").pass(500);
        assertThat(changing.take(Request.CancelStop.class).id()).isEqualTo(byLast.id());
    }

    @Test
    void theLevelInForceStaysWhenThePriceChanges() {
        LegHarness changing = LegHarness.protectedLong().levelMovesTo("103");

        changing.policy(BY_LAST, "104", false);

        assertThat(changing.position().trail().level()).isEqualTo(Price.of("103"));
        assertThat(changing.position().policy().price()).isEqualTo(PriceKind.LAST);
    }

    /** Levels of different prices do not compare: a tighter number by the other price does not close where this one does. */
    @Test
    void aStopByAPriceThatThePolicyDoesNotFollowDoesNotSpeakForACancel() {
        LegHarness byMark = protectedByMark();
        StopOrder old = byMark.working();
        byMark.levelMovesTo("103");
        Request.PlaceStop place = byMark.take(Request.PlaceStop.class);

        List<Answer.StopReport> list = new ArrayList<>();
        for (StopOrder known :
                byMark.leg().stops().inOrder().filter(StopOrder::isLive).toList()) {
            list.add(Reports.stop(known.ticket(LegHarness.LEG), Answer.StopStatus.NEW, byMark.now()));
        }
        list.add(forgotten(byMark, place));
        for (int round = 0; round < 4; round++) {
            byMark.hear(new LegInput.StopsRead(list, byMark.now()))
                    .present("10", "100")
                    .pass(500);
            if (byMark.isOut(Request.QueryStop.class)) {
                byMark.tellStop(Answer.StopStatus.NEW);
            }
        }

        assertThat(kinds(byMark, StopOrder.Slot.WORKING)).contains(PriceKind.LAST);
        assertThat(byMark.all(LegEvent.CancelIntended.class))
                .as("the stop at %s by the mark price has no other that closes there", old.trigger())
                .isEmpty();
    }

    /** One of ours at the wanted level, by the last price, of which the journal knows nothing. */
    private static Answer.StopReport forgotten(LegHarness leg, Request.PlaceStop like) {
        return new Answer.StopReport(
                LegHarness.ETH,
                LegHarness.SIDE,
                LegHarness.TERMS.ids().workingStop(LegHarness.LEG, 999),
                4711,
                Answer.StopStatus.NEW,
                like.ticket().side(),
                like.ticket().quantity(),
                like.ticket().trigger(),
                false,
                true,
                Quantity.ZERO,
                "",
                leg.now(),
                Optional.of(PriceKind.LAST));
    }

    @Test
    void aPriceThroughTheLevelClosesAfterTheGraceWhateverItsKind() {
        leg.accept(leg.take(Request.PlaceStop.class));
        leg.accept(leg.take(Request.PlaceStop.class));

        leg.hear(new LegInput.HitReported(leg.position().trail(), last("98", leg.now())))
                .pass(3_250);

        assertThat(leg.leg().phase()).isEqualTo(Leg.Phase.CLOSING);
    }

    @Test
    void peopleAreToldWhichPriceItIs() {
        leg.accept(leg.take(Request.PlaceStop.class));

        assertThat(LegText.of(leg.last(LegEvent.PositionOpened.class))).contains("stop wanted at 98 by the last price");
        assertThat(LegText.of(leg.last(LegEvent.StopIntended.class))).contains("at 98 by the last price");
        assertThat(LegHarness.protectedLong().told(BY_LAST, "100", false)).contains("98 by the last price");
    }
}
