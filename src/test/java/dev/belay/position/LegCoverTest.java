package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Answer;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.protection.CancelGate;
import dev.belay.protection.StopOrder;
import org.junit.jupiter.api.Test;

/** Which stops count as seen alive a moment ago, so that another may be cancelled in their favour. */
class LegCoverTest {

    private final LegHarness leg = LegHarness.protectedLong();
    private final StopOrder stop = leg.working();

    private boolean isCoverAt(long now) {
        return isCover(0, now);
    }

    private boolean isCover(long wantedAt, long now) {
        return leg.memory().isProvenAlive(stop.id(), wantedAt, now);
    }

    @Test
    void whatWasHeardToRestTwoSecondsAgoCountsAndNothingOlder() {
        assertThat(isCoverAt(leg.now() + CancelGate.RECENT_MILLIS)).isTrue();
        assertThat(isCoverAt(leg.now() + CancelGate.RECENT_MILLIS + 1)).isFalse();
    }

    @Test
    void aWordThatIsOlderThanTheWishToCancelDoesNotCount() {
        assertThat(isCover(leg.now(), leg.now() + 10)).isTrue();
        assertThat(isCover(leg.now() + 1, leg.now() + 10)).isFalse();
    }

    @Test
    void afterARestartNothingCountsUntilItIsSeenAgain() {
        leg.crash();

        assertThat(isCoverAt(leg.now())).isFalse();
    }

    @Test
    void anAnswerTellsOfTheTimeWhenItsCallLeft() {
        long left = askedAndAnsweredAfter(2_000);

        assertThat(isCover(left, leg.now())).isTrue();
        assertThat(isCover(left + 1, leg.now())).isFalse();
        assertThat(isCoverAt(left + CancelGate.RECENT_MILLIS)).isTrue();
        assertThat(isCoverAt(left + CancelGate.RECENT_MILLIS + 1)).isFalse();
    }

    @Test
    void aListTellsOfTwoSecondsBefore() {
        leg.crash().listed(stop, leg.disaster());

        assertThat(isCover(leg.now() - 2_000, leg.now())).isTrue();
        assertThat(isCover(leg.now() - 1_999, leg.now())).isFalse();
    }

    /** Answers when the call left. */
    private long askedAndAnsweredAfter(long millis) {
        long left = leg.now();
        leg.crash().sleep(millis);
        var query = new Request.QueryStop(LegHarness.LEG, stop.id());
        leg.hear(new LegInput.Answered(query, new Outcome.Done(rests()), left));
        return left;
    }

    @Test
    void aLateEventDoesNotBringBackAStopThatAListMissed() {
        Answer.StopReport late = rests();
        leg.sleep(3_000).listed(leg.disaster());

        leg.hear(new LegInput.StopChanged(late));

        assertThat(isCoverAt(leg.now())).isFalse();
    }

    @Test
    void aStopThatWasSeenBeforeThePriceWentThroughTheLevelMayBeFiring() {
        leg.sleep(10).priceGoesThroughTheLevel();

        assertThat(isCoverAt(leg.now())).isFalse();
    }

    private Answer.StopReport rests() {
        return Reports.stop(stop.ticket(LegHarness.LEG), Answer.StopStatus.NEW, leg.now());
    }
}
