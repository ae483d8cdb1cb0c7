package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.protection.StopOrder;
import org.junit.jupiter.api.Test;

/** A cancel is the one request that can make protection worse: what speaks for it has to be younger than the wish for it (S1). */
class LegCancelGateTest {

    /** A long that shrank from 10 to 8: the stop for 8 is proven, the one for 10 is to go once the position was read. */
    private static LegHarness shrunk() {
        LegHarness leg = LegHarness.protectedLong().sleep(20_000).stream("8", "100");
        leg.accept(leg.take(Request.PlaceStop.class));
        assertThat(leg.isOut(Request.CancelStop.class)).isFalse();
        return leg;
    }

    private static StopOrder exact(LegHarness leg) {
        return leg.leg()
                .stops()
                .of(StopOrder.Slot.WORKING, leg.leg().epoch())
                .filter(stop -> stop.quantity().toString().equals("8"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theStopThatStaysIsAskedForOnceTheCancelWaitsForNothingElse() {
        LegHarness leg = shrunk().sleep(500).readPosition("8", "100");

        assertThat(leg.isOut(Request.CancelStop.class)).isFalse();
        leg.sleep(50).tellStop(Answer.StopStatus.NEW);

        assertThat(leg.take(Request.CancelStop.class).id())
                .isNotEqualTo(exact(leg).id());
        assertThat(leg.last(LegEvent.CancelIntended.class).coveredBy())
                .isEqualTo(exact(leg).id());
    }

    /** Seeds 3466 and 2778 of the random walk: the event of a person's cancel was lost. */
    @Test
    void aStopThatAPersonCancelledUnheardIsNoCover() {
        LegHarness leg = shrunk().sleep(500).readPosition("8", "100");
        leg.sleep(50).tellStop(Answer.StopStatus.CANCELED);

        assertThat(leg.isOut(Request.CancelStop.class)).isFalse();
        assertThat(leg.take(Request.PlaceStop.class).ticket().quantity()).hasToString("8");
    }

    @Test
    void theAnswerToThePlacingIsProofEnoughWhenItLeftAfterTheWish() {
        LegHarness leg = LegHarness.protectedLong().present("10", "100").levelMovesTo("103");
        String old = leg.working().id();

        leg.sleep(60).accept(leg.take(Request.PlaceStop.class));

        assertThat(leg.take(Request.CancelStop.class).id()).isEqualTo(old);
        assertThat(leg.isOut(Request.QueryStop.class)).isFalse();
    }

    @Test
    void anUnansweredQuestionIsAskedAgainAfterASecondAndNotSooner() {
        LegHarness leg = shrunk().sleep(500).readPosition("8", "100");
        leg.unknown(leg.take(Request.QueryStop.class));

        leg.pass(750);
        assertThat(leg.isOut(Request.QueryStop.class)).isFalse();
        leg.pass(250);

        assertThat(leg.isOut(Request.QueryStop.class)).isTrue();
    }

    /** Seed 894 of the simulation: while a slow write kept the leg from hearing it, a person cancelled the stop. */
    @Test
    void aWordThatWaitedBehindASlowWriteSpeaksForNothingAndIsAskedForAgain() {
        LegHarness leg = shrunk().sleep(500).readPosition("8", "100");
        Request.QueryStop query = leg.take(Request.QueryStop.class);
        long asked = leg.now();

        leg.sleep(400).memory().heardNothingUntil(leg.now());
        StopOrder stop = exact(leg);
        leg.hear(new LegInput.Answered(
                query,
                new Outcome.Done(Reports.stop(stop.ticket(LegHarness.LEG), Answer.StopStatus.NEW, leg.now())),
                asked));

        assertThat(leg.isOut(Request.CancelStop.class)).isFalse();
        leg.pass(1_000).sleep(50).tellStop(Answer.StopStatus.NEW);
        assertThat(leg.isOut(Request.CancelStop.class)).isTrue();
    }

    /** Seed 27 of the simulation: the answer took five seconds, and a person cancelled the stop meanwhile, unheard. */
    @Test
    void anAnswerThatWasSlowSpeaksForNothingAndIsAskedForAgain() {
        LegHarness leg = shrunk().sleep(500).readPosition("8", "100");
        Request.QueryStop query = leg.take(Request.QueryStop.class);
        long asked = leg.now();

        StopOrder stop = exact(leg);
        leg.sleep(3_000)
                .hear(new LegInput.Answered(
                        query,
                        new Outcome.Done(Reports.stop(stop.ticket(LegHarness.LEG), Answer.StopStatus.NEW, leg.now())),
                        asked));

        assertThat(leg.isOut(Request.CancelStop.class)).isFalse();
        assertThat(leg.take(Request.QueryStop.class).id()).isEqualTo(stop.id());
    }

    /** The Algo Service has not found live orders by id for half an hour while it listed them (binance-api §8.7). */
    @Test
    void aStopThatIsOnlyListedIsACoverOnceTheListIsYoungerThanTheDoubt() {
        LegHarness leg = shrunk().sleep(500).readPosition("8", "100");
        leg.refuse(leg.take(Request.QueryStop.class), -2013);
        StopOrder[] open = leg.leg().stops().all().toArray(StopOrder[]::new);

        leg.sleep(1_000).listed(open);
        assertThat(leg.isOut(Request.CancelStop.class)).isFalse();
        leg.sleep(1_500).listed(open);

        assertThat(leg.take(Request.CancelStop.class).id())
                .isNotEqualTo(exact(leg).id());
    }

    @Test
    void whatSpokeForACancelBeforeTheWishLapsedDoesNotSpeakForTheNext() {
        LegHarness leg = shrunk().sleep(500).readPosition("8", "100");
        StopOrder exact = exact(leg);
        leg.take(Request.QueryStop.class);
        leg.streamStop(leg.disaster(), Answer.StopStatus.EXPIRED);

        leg.sleep(50).streamStop(exact, Answer.StopStatus.NEW).pass(1_000).readPosition("8", "100");

        assertThat(leg.isOut(Request.CancelStop.class))
                .as("the word is older than the wish")
                .isFalse();
    }
}
