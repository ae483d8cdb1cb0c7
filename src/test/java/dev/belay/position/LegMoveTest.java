package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Request;
import dev.belay.money.Price;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** A stop that protects waits its turn to be moved; protection that is missing waits for nothing. */
class LegMoveTest {

    @Test
    void withoutASlotTheLevelIsWrittenAndTheMoveIsOnlyWishedFor() {
        LegHarness leg = LegHarness.protectedLong().slots(false).levelMovesTo("103");

        assertThat(leg.position().trail().level()).isEqualTo(Price.of("103"));
        assertThat(leg.isOut(Request.PlaceStop.class)).isFalse();
        assertThat(leg.wish().orElseThrow().risk()).isEqualByComparingTo("50");
    }

    @Test
    void theRiskGrowsWithTheGapAndTheMoveGoesToTheNewestLevel() {
        LegHarness leg = LegHarness.protectedLong().slots(false).levelMovesTo("103");
        leg.levelMovesTo("104.5");
        BigDecimal risk = leg.wish().orElseThrow().risk();

        leg.slots(true).pass(250);

        assertThat(risk).isEqualByComparingTo("65");
        assertThat(leg.take(Request.PlaceStop.class).ticket().trigger()).isEqualTo(Price.of("104.5"));
        assertThat(leg.all(LegEvent.StopIntended.class))
                .noneMatch(event -> event.trigger().equals(Price.of("103")));
        assertThat(leg.wish()).isEmpty();
    }

    @Test
    void withASlotTheNewLevelAndTheMoveAreOneDecision() {
        LegHarness leg = LegHarness.protectedLong();
        int before = leg.journal().size();

        leg.levelMovesTo("103");

        assertThat(leg.journal().subList(before, leg.journal().size()))
                .hasExactlyElementsOfTypes(LegEvent.TrailingActivated.class, LegEvent.StopIntended.class);
    }

    @Test
    void missingStopsOfANewPositionNeedNoSlot() {
        LegHarness leg = new LegHarness().slots(false).stream("10", "100");

        assertThat(leg.out()).filteredOn(Request.PlaceStop.class::isInstance).hasSize(2);
    }

    @Test
    void aPositionThatGrewIsCoveredWithoutASlot() {
        LegHarness leg = LegHarness.protectedLong().slots(false).sleep(10).stream("12", "100");

        assertThat(leg.take(Request.PlaceStop.class).ticket().quantity()).hasToString("12");
    }

    @Test
    void theExitNeedsNoSlot() {
        LegHarness leg = LegHarness.protectedLong().slots(false).priceGoesThroughTheLevel();

        leg.pass(3_500);

        assertThat(leg.isOut(Request.PlaceMarket.class)).isTrue();
    }

    @Test
    void theWishIsThereAgainAfterACrash() {
        LegHarness leg =
                LegHarness.protectedLong().slots(false).levelMovesTo("103").crash();

        assertThat(leg.wish().orElseThrow().risk()).isEqualByComparingTo("50");
    }

    @Test
    void whileACallOfItsOwnIsOutTheLegWishesForNothing() {
        LegHarness leg = LegHarness.protectedLong().levelMovesTo("103");
        leg.sleep(2_600).levelMovesTo("104");

        assertThat(leg.isOut(Request.PlaceStop.class)).isTrue();
        assertThat(leg.wish()).isEmpty();
    }

    /** Moves that outrun the cancels would fill the 200 conditional orders that an account may have. */
    @Test
    void theNextMoveWaitsForTheCancelOfTheStopThatTheLastOneReplaced() {
        LegHarness leg = LegHarness.protectedLong().levelMovesTo("103");
        leg.accept(leg.take(Request.PlaceStop.class));
        leg.levelMovesTo("104");
        assertThat(leg.isOut(Request.PlaceStop.class)).isFalse();

        leg.readPosition("10", "100");
        var cancel = leg.take(Request.CancelStop.class);
        leg.done(cancel, new Answer.Cancelled(cancel.id()));

        assertThat(leg.take(Request.PlaceStop.class).ticket().trigger()).isEqualTo(Price.of("104"));
    }

    @Test
    void aCancelThatCannotBeMadeHoldsUpTheNextMoveForFiveSecondsOnly() {
        LegHarness leg = LegHarness.protectedLong().levelMovesTo("103");
        leg.accept(leg.take(Request.PlaceStop.class)).levelMovesTo("104");

        leg.pass(4_750);
        assertThat(leg.isOut(Request.PlaceStop.class)).isFalse();
        leg.pass(500);

        assertThat(leg.take(Request.PlaceStop.class).ticket().trigger()).isEqualTo(Price.of("104"));
    }
}
