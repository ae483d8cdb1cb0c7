package dev.belay.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Exchange.Cost;
import org.junit.jupiter.api.Test;

class RateBudgetTest {
    private static final long NOW = 1_763_700_000_000L - Math.floorMod(1_763_700_000_000L, 60_000L);
    private static final Cost ORDER = new Cost(0, 1);
    private static final Cost NOTHING = new Cost(0, 0);
    private static final Cost READ = new Cost(5, 0);
    private static final RateBudget FULL = RateBudget.full(RateBudget.Limits.PUBLISHED);

    @Test
    void anExitMayGoWhereAnEntryHasToWait() {
        RateBudget used = FULL.sent(new Cost(0, 200), NOW);

        assertThat(used.waitMillis(ORDER, Lane.ENTRY, NOW)).isEqualTo(10_000);
        assertThat(used.waitMillis(ORDER, Lane.EXIT, NOW)).isZero();
        assertThat(used.waitMillis(ORDER, Lane.PROTECT, NOW)).isZero();
    }

    @Test
    void nothingGoesAboveNinetyPercent() {
        RateBudget used = FULL.sent(new Cost(0, 270), NOW);

        assertThat(used.waitMillis(ORDER, Lane.EXIT, NOW + 1)).isEqualTo(9_999);
        assertThat(FULL.sent(new Cost(0, 269), NOW).waitMillis(ORDER, Lane.EXIT, NOW))
                .isZero();
    }

    @Test
    void aWindowThatTurnedIsEmpty() {
        Cost many = new Cost(0, 270);
        RateBudget used = FULL.sent(many, NOW).answered(many, Usage.NONE, NOW, NOW + 1);

        assertThat(used.waitMillis(ORDER, Lane.EXIT, NOW + 10_000)).isZero();
        assertThat(used.sent(ORDER, NOW + 10_000).tenSeconds().usedAt(NOW + 10_000))
                .isEqualTo(1);
        assertThat(used.minute().usedAt(NOW + 10_000)).isEqualTo(270);
    }

    @Test
    void headersAreBelievedWhereTheySayMore() {
        RateBudget told = FULL.sent(READ, NOW).answered(READ, new Usage(2_160, 3, 4, Usage.UNSAID), NOW, NOW);

        assertThat(told.waitMillis(READ, Lane.AUDIT, NOW)).isEqualTo(60_000);
        assertThat(told.answered(NOTHING, new Usage(7, 1, 1, Usage.UNSAID), NOW, NOW))
                .isEqualTo(told);
    }

    @Test
    void negativeHeadersSayNothing() {
        RateBudget used = FULL.sent(READ, NOW);

        assertThat(used.answered(NOTHING, Usage.NONE, NOW, NOW)).isEqualTo(used);
    }

    @Test
    void silenceHoldsForEveryLane() {
        RateBudget silent = FULL.answered(NOTHING, new Usage(-1, -1, -1, NOW + 3_000), NOW, NOW);

        for (Lane lane : Lane.values()) {
            assertThat(silent.waitMillis(READ, lane, NOW)).isEqualTo(3_000);
            assertThat(silent.waitMillis(READ, lane, NOW + 3_000)).isZero();
        }
    }

    @Test
    void noLaneHasAGreaterShareThanAMoreUrgentOne() {
        Lane[] lanes = Lane.values();
        for (int lane = 1; lane < lanes.length; lane++) {
            assertThat(RateBudget.sharePercent(lanes[lane]))
                    .isLessThanOrEqualTo(RateBudget.sharePercent(lanes[lane - 1]));
        }
    }

    @Test
    void aCallThatIsOnItsWayWhenTheWindowTurnsCountsInBoth() {
        Cost many = new Cost(0, 270);
        RateBudget turned = FULL.sent(many, NOW);

        assertThat(turned.waitMillis(ORDER, Lane.EXIT, NOW + 10_000)).isEqualTo(10_000);
        assertThat(turned.answered(many, Usage.NONE, NOW, NOW + 10_001).waitMillis(ORDER, Lane.EXIT, NOW + 20_000))
                .isZero();
    }

    @Test
    void aCountOfAFormerWindowIsNotBelievedInTheNext() {
        RateBudget told = FULL.sent(ORDER, NOW).answered(ORDER, new Usage(-1, 270, 270, -1), NOW, NOW + 10_001);

        assertThat(told.waitMillis(ORDER, Lane.EXIT, NOW + 10_001)).isZero();
    }

    @Test
    void tooManyOrdersSilencesPlacingAlone() {
        Usage usage = new Usage(-1, -1, -1, Usage.UNSAID, NOW + 4_000);
        RateBudget told = FULL.answered(NOTHING, usage, NOW, NOW);

        assertThat(told.waitMillis(ORDER, Lane.EXIT, NOW)).isEqualTo(4_000);
        assertThat(told.waitMillis(READ, Lane.CANCEL, NOW)).isZero();
        assertThat(told.movesFree(NOW)).isZero();
        assertThat(told.movesFree(NOW + 4_000)).isEqualTo(225);
    }

    @Test
    void movesLeaveRoomForMissingStops() {
        RateBudget used = FULL;
        int moves = 0;
        while (used.movesFree(NOW) > 0) {
            used = used.sent(ORDER, NOW);
            moves++;
        }

        assertThat(moves).isEqualTo(225);
        assertThat(FULL.movesFreeUnasked(NOW)).isEqualTo(120);
        assertThat(FULL.sent(new Cost(0, 121), NOW).movesFreeUnasked(NOW)).isZero();
        assertThat(used.waitMillis(ORDER, Lane.PROTECT, NOW)).isZero();
        assertThat(used.untilMovesFree(NOW)).isEqualTo(10_000);
    }

    @Test
    void turnsAreSpreadOverWhatIsLeftOfTheWindows() {
        assertThat(FULL.moveSpacing(0, NOW)).as("the minute is scarcer").isEqualTo(60_000 / 900);
        assertThat(FULL.sent(new Cost(0, 215), NOW).moveSpacing(5, NOW + 5_000))
                .as("five in the rest of the ten seconds")
                .isEqualTo(1_000);
    }

    @Test
    void aBanThatCannotBeIsNotWaitedFor() {
        assertThat(FULL.silent(NOW * 1_000, NOW).silentUntil()).isEqualTo(NOW + RateBudget.LONGEST_SILENCE_MILLIS);
        assertThat(FULL.silent(NOW + 5, NOW).silent(NOW + 3, NOW).silentUntil()).isEqualTo(NOW + 5);
    }

    @Test
    void lowerPublishedLimitsAreKeptAndHigherOnesDoNotRaiseOurs() {
        RateBudget limited = FULL.limitedTo(new RateBudget.Limits(6_000, 100, Integer.MAX_VALUE));

        assertThat(limited.limits()).isEqualTo(new RateBudget.Limits(2_400, 100, 1_200));
    }
}
