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
        return leg.memory().isProvenAlive(stop.id(), now);
    }

    @Test
    void whatRestedTenSecondsAgoCountsAndNothingOlder() {
        assertThat(isCoverAt(leg.now() + CancelGate.FRESH_MILLIS)).isTrue();
        assertThat(isCoverAt(leg.now() + CancelGate.FRESH_MILLIS + 1)).isFalse();
    }

    @Test
    void afterARestartNothingCountsUntilItIsSeenAgain() {
        leg.crash();

        assertThat(isCoverAt(leg.now())).isFalse();
    }

    @Test
    void anAnswerTellsOfTheTimeWhenItsCallLeft() {
        long left = leg.now();
        leg.crash().sleep(3_000);
        var query = new Request.QueryStop(LegHarness.LEG, stop.id());

        leg.hear(new LegInput.Answered(query, new Outcome.Done(rests()), left));

        assertThat(isCoverAt(left + CancelGate.FRESH_MILLIS)).isTrue();
        assertThat(isCoverAt(left + CancelGate.FRESH_MILLIS + 1)).isFalse();
    }

    @Test
    void aListTellsOfTwoSecondsBefore() {
        leg.crash().listed(stop, leg.disaster());

        assertThat(isCoverAt(leg.now() + CancelGate.FRESH_MILLIS - 2_000)).isTrue();
        assertThat(isCoverAt(leg.now() + CancelGate.FRESH_MILLIS - 1_999)).isFalse();
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
