package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.market.MarketPrice;
import dev.belay.market.PriceKind;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import dev.belay.protection.StopOrder;
import dev.belay.trailing.Policies;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.StopRule;
import dev.belay.trailing.Trail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another policy for an open position: it tightens at once, and loosens only by an override. */
class PolicyChangeTest {
    private static final StopPolicy TIGHT = initialAt("tight", "1");
    private static final StopPolicy WIDE = initialAt("wide", "3");
    private static final StopPolicy ENDLESS = initialAt("endless", "6");

    private static StopPolicy initialAt(String name, String initial) {
        StopPolicy like = StopPolicy.DEFAULT;
        return new StopPolicy(
                name,
                PriceKind.MARK,
                Percent.of(initial),
                like.activation(),
                like.callback(),
                like.minimumStep(),
                like.minimumInterval(),
                Percent.of("10"),
                like.hitGrace(),
                null,
                List.of());
    }

    private static void isAt(LegHarness leg, String level) {
        assertThat(leg.position().trail().level()).isEqualTo(Price.of(level));
    }

    @Test
    void aTighterPolicyMovesTheStop() {
        LegHarness leg = LegHarness.protectedLong();

        leg.policy(TIGHT, "100", false);

        isAt(leg, "99");
        assertThat(leg.position().policy()).isEqualTo(TIGHT);
        assertThat(leg.last(LegEvent.PolicyChanged.class).by()).isEqualTo("alice");
        assertThat(leg.take(Request.PlaceStop.class).ticket().trigger()).isEqualTo(Price.of("99"));
    }

    @Test
    void aWiderPolicyKeepsTheLevelInForceAndSaysSo() {
        LegHarness leg = LegHarness.protectedLong();

        assertThat(leg.told(WIDE, "100", false))
                .isEqualTo("the policy is wide now; the stop stays at 98; by itself the policy would have it at 97, and"
                        + " loosening needs --override");
        leg.policy(WIDE, "100", false);

        isAt(leg, "98");
        assertThat(leg.position().policy()).isEqualTo(WIDE);
        assertThat(leg.out()).isEmpty();
    }

    @Test
    void anOverrideIsWrittenDownWithWhoAndWhy() {
        LegHarness leg = LegHarness.protectedLong().policy(WIDE, "100", true);

        LegEvent.LevelOverridden override = leg.last(LegEvent.LevelOverridden.class);
        assertThat(override.from()).isEqualTo(Price.of("98"));
        assertThat(override.reason()).isEqualTo("because");
        assertThat(override.by()).isEqualTo("alice");
        isAt(leg, "97");
        assertThat(leg.position().loosenedFrom()).isEqualTo(Price.of("98"));
    }

    @Test
    void theLooserStopIsPlacedAndProvenBeforeTheTighterOneIsCancelled() {
        LegHarness leg = LegHarness.protectedLong();
        String tighter = leg.working().id();

        leg.sleep(10).policy(WIDE, "100", true).present("10", "100").pass(500);
        var place = leg.take(Request.PlaceStop.class);
        assertThat(place.ticket().trigger()).isEqualTo(Price.of("97"));
        assertThat(leg.isOut(Request.CancelStop.class)).isFalse();
        leg.accept(place);

        var cancel = leg.take(Request.CancelStop.class);
        assertThat(cancel.id()).isEqualTo(tighter);
        assertThat(leg.last(LegEvent.CancelIntended.class).coveredBy())
                .isEqualTo(place.ticket().id());
        leg.done(cancel, new Answer.Cancelled(tighter));
        assertThat(Protection.of(leg.leg()).state()).isEqualTo(Protection.State.PROTECTED);
    }

    @Test
    void theCancelOfTheTighterStopIsTriedAgainAlsoAfterACrash() {
        LegHarness leg = LegHarness.protectedLong();
        String tighter = leg.working().id();
        leg.sleep(10).policy(WIDE, "100", true);
        leg.accept(leg.take(Request.PlaceStop.class)).readPosition("10", "100");
        leg.answer(leg.take(Request.CancelStop.class), new Outcome.NotSent("no connection"));

        leg.crash().sleep(3_000).present("10", "100");
        StopOrder doubtful = leg.leg().stops().find(tighter).orElseThrow();
        leg.done(
                leg.take(Request.QueryStop.class),
                Reports.stop(doubtful.ticket(LegHarness.LEG), Answer.StopStatus.NEW, leg.now()));
        leg.sleep(3_000).present("10", "100");
        leg.listed(leg.leg().stops().inOrder().toArray(StopOrder[]::new)).pass(250);

        assertThat(leg.take(Request.CancelStop.class).id()).isEqualTo(tighter);
    }

    @Test
    void withoutAnOverrideATighterStopIsNeverCancelledForALooserOne() {
        LegHarness leg = LegHarness.protectedLong().levelMovesTo("99");
        StopOrder tight = leg.leg()
                .stops()
                .inOrder()
                .filter(stop -> stop.trigger().equals(Price.of("99")))
                .findFirst()
                .orElseThrow();
        leg.accept(leg.take(Request.PlaceStop.class)).policy(WIDE, "100", false);

        leg.present("10", "100").pass(2_000).present("10", "100").pass(2_000);

        assertThat(leg.all(LegEvent.CancelIntended.class))
                .noneMatch(cancel -> cancel.id().equals(tight.id()));
    }

    /** Else the next tick of a child that has not heard of the change yet would take it back. */
    @Test
    void whatWasSeenUnderTheFormerPolicyDoesNotCount() {
        LegHarness leg = LegHarness.protectedLong();
        Trail former = leg.position().trail();
        leg.policy(WIDE, "100", true);
        var late = new Trail(former.direction(), former.entry(), Price.of("101.5"), true, Price.of("100.9"), leg.now());
        MarketPrice mark = leg.mark("101.5");

        leg.hear(new LegInput.LevelReported(late, true, mark)).hear(new LegInput.PeakReported(late, mark));

        isAt(leg, "97");
        assertThat(leg.position().trail().peak()).isEqualTo(Price.of("100"));
    }

    @Test
    void afterAnOverrideTheStopOnlyTightensAgain() {
        LegHarness leg = LegHarness.protectedLong().policy(WIDE, "100", true).levelMovesTo("101");

        leg.policy(WIDE, "103", false);
        isAt(leg, "101");
        Trail back = new Trail(
                leg.position().trail().direction(),
                Price.of("100"),
                Price.of("103"),
                true,
                Price.of("99"),
                leg.now(),
                leg.position().trail().revision());

        assertThatThrownBy(() -> leg.leg().after(new LegEvent.LevelMoved(Price.of("101"), back, Price.of("103"), 1, 1)))
                .hasMessageContaining("the stop would loosen from 101 to 99");
        assertThatThrownBy(() -> leg.leg().after(new LegEvent.PolicyChanged(WIDE, back, "because", "alice", 1)))
                .hasMessageContaining("the stop would loosen from 101 to 99");
    }

    @Test
    void aPolicyWhoseStopThePriceIsThroughIsRefused() {
        LegHarness leg = LegHarness.protectedLong();

        assertThat(leg.told(TIGHT, "98.5", false)).contains("stop at 99, and the mark price is 98.5", "close");
        leg.policy(TIGHT, "98.5", false);

        isAt(leg, "98");
        assertThat(leg.all(LegEvent.PolicyChanged.class)).isEmpty();
    }

    @Test
    void anOverrideBeyondTheDisasterStopIsRefused() {
        LegHarness leg = LegHarness.protectedLong();

        assertThat(leg.told(ENDLESS, "100", true)).contains("stop at 94", "disaster stop at 95 fires first");
        leg.policy(ENDLESS, "100", true);

        isAt(leg, "98");
    }

    @Test
    void nothingIsWrittenWhenNothingChanges() {
        LegHarness leg = LegHarness.protectedLong();

        assertThat(leg.told(StopPolicy.DEFAULT, "100", false)).startsWith("the policy is default already");
        leg.policy(StopPolicy.DEFAULT, "100", true);

        assertThat(leg.all(LegEvent.PolicyChanged.class)).isEmpty();
        assertThat(leg.all(LegEvent.LevelOverridden.class)).isEmpty();
    }

    @Test
    void aStopThatIsFiringAndAPositionThatIsClosingStayAsTheyAre() {
        LegHarness hit = LegHarness.protectedLong().priceGoesThroughTheLevel();
        LegHarness closing = LegHarness.protectedLong().hear(new LegInput.CloseWanted("enough", "alice"));

        assertThat(hit.told(WIDE, "97.9", true)).contains("went through the stop at 98");
        assertThat(closing.told(WIDE, "100", true)).contains("is being closed: enough");
        assertThat(new LegHarness().told(WIDE, "100", true)).contains("no open position");
    }

    @Test
    void aPriceForOnePositionIsThePolicyInForceWithAnotherInitialStop() {
        LegHarness leg = LegHarness.protectedLong();
        var wish = new PolicyWish(
                Optional.empty(),
                Optional.of(Price.of("98.765")),
                false,
                "because",
                "alice",
                Map.of(PriceKind.MARK, Price.of("100")));
        StopPolicy wanted =
                wish.policy(leg.leg(), Policies.always(StopPolicy.DEFAULT)).orElseThrow();

        leg.hear(new LegInput.PolicyWanted(wish, Optional.of(wanted)));

        isAt(leg, "98.76");
        assertThat(leg.position().policy().fixedStop()).isEqualTo(Price.of("98.765"));
        assertThat(leg.position().policy().callback()).isEqualTo(Percent.of("0.5"));
    }

    /** Seen by hand: the mark price was before the stop and the last price behind it, and the position was closed. */
    @Test
    void thePriceThatIsToBeFollowedMustNotBeThroughTheStop() {
        StopPolicy byLast = StopPolicy.DEFAULT.following(PriceKind.LAST);

        assertThat(toldOf(byLast, Map.of(PriceKind.MARK, Price.of("99"), PriceKind.LAST, Price.of("97.9"))))
                .contains("the last price is 97.9: that would close the position at once");
        assertThat(toldOf(byLast, Map.of(PriceKind.MARK, Price.of("99"))))
                .contains("the newest last price of ETHUSDT is not known");
        assertThat(toldOf(byLast, Map.of(PriceKind.MARK, Price.of("97.9"), PriceKind.LAST, Price.of("99"))))
                .startsWith("the policy is");
    }

    private static String toldOf(StopPolicy policy, Map<PriceKind, Price> newest) {
        LegHarness leg = LegHarness.protectedLong();
        var wish = new PolicyWish(Optional.of(policy.name()), Optional.empty(), false, "because", "alice", newest);
        var wanted = new LegInput.PolicyWanted(wish, Optional.of(policy));
        return PolicyChange.of(leg.leg(), wanted, LegHarness.RULES, leg.now()).text();
    }

    @Test
    void aPolicyThatIsNotThereChangesNothing() {
        LegHarness leg = LegHarness.protectedLong();
        var wish = new PolicyWish(Optional.of("none"), Optional.empty(), false, "because", "alice", Map.of());
        Optional<StopPolicy> none = wish.policy(leg.leg(), Policies.always(StopPolicy.DEFAULT));

        PolicyChange change =
                new LegRules(LegHarness.TERMS).change(leg.leg(), new LegInput.PolicyWanted(wish, none), leg.now());

        assertThat(change.isAccepted()).isFalse();
        assertThat(change.text()).contains("no policy is named none");
    }

    /** A refusal of the tighter stop that was under way says nothing of the looser one. */
    @Test
    void aTighterStopThatWasRefusedDoesNotCloseThePositionAfterTheOverride() {
        LegHarness leg = LegHarness.protectedLong().levelMovesTo("99");
        var place = leg.take(Request.PlaceStop.class);
        leg.policy(WIDE, "99.5", true);
        leg.answer(place, new Outcome.Refused(-2021, "would trigger")).pass(500);

        var ask = leg.take(Request.ReadPrice.class);
        leg.done(ask, new Answer.Newest(leg.mark("98.9")));

        assertThat(leg.leg().phase()).isEqualTo(Leg.Phase.OPEN);
    }

    @Test
    void aPositionThatIsTooOldIsClosedForThatReason() {
        StopPolicy policy = StopPolicy.DEFAULT.with("brief", List.of(new StopRule.CloseByAge(Duration.ofMinutes(90))));
        LegHarness leg = new LegHarness(policy).stream("10", "100");
        leg.accept(leg.take(Request.PlaceStop.class));
        leg.accept(leg.take(Request.PlaceStop.class));

        leg.sleep(Duration.ofMinutes(90).toMillis() - 1).hear(new LegInput.TimePassed());
        assertThat(leg.leg().phase()).isEqualTo(Leg.Phase.OPEN);
        leg.sleep(1).hear(new LegInput.TimePassed());

        assertThat(leg.last(LegEvent.CloseDecided.class).reason())
                .isEqualTo("it is older than 1 h 30 min, the limit of the policy brief");
    }
}
