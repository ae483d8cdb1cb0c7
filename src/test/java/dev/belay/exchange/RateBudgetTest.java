package dev.belay.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.exchange.Exchange.Cost;
import org.junit.jupiter.api.Test;

class RateBudgetTest {
    private static final long NOW = 1_763_700_000_000L - Math.floorMod(1_763_700_000_000L, 60_000L);
    private static final Cost ORDER = new Cost(0, 1);
    private static final Cost READ = new Cost(5, 0);
    private static final RateBudget FULL = RateBudget.full(RateBudget.Limits.PUBLISHED);

    @Test
    void anExitMayGoWhereAnEntryHasToWait() {
        RateBudget used = FULL.after(new Cost(0, 200), NOW);

        assertThat(used.waitMillis(ORDER, Lane.ENTRY, NOW)).isEqualTo(10_000);
        assertThat(used.waitMillis(ORDER, Lane.EXIT, NOW)).isZero();
        assertThat(used.waitMillis(ORDER, Lane.PROTECT, NOW)).isZero();
    }

    @Test
    void nothingGoesAboveNinetyPercent() {
        RateBudget used = FULL.after(new Cost(0, 270), NOW);

        assertThat(used.waitMillis(ORDER, Lane.EXIT, NOW + 1)).isEqualTo(9_999);
        assertThat(FULL.after(new Cost(0, 269), NOW).waitMillis(ORDER, Lane.EXIT, NOW))
                .isZero();
    }

    @Test
    void aWindowThatTurnedIsEmpty() {
        RateBudget used = FULL.after(new Cost(0, 270), NOW);

        assertThat(used.waitMillis(ORDER, Lane.EXIT, NOW + 10_000)).isZero();
        assertThat(used.after(ORDER, NOW + 10_000).tenSeconds().usedAt(NOW + 10_000))
                .isEqualTo(1);
        assertThat(used.minute().usedAt(NOW + 10_000)).isEqualTo(270);
    }

    @Test
    void headersAreBelievedWhereTheySayMore() {
        RateBudget told = FULL.after(READ, NOW).told(new Usage(2_160, 3, 4, Usage.UNSAID), NOW);

        assertThat(told.waitMillis(READ, Lane.AUDIT, NOW)).isEqualTo(60_000);
        assertThat(told.told(new Usage(7, 1, 1, Usage.UNSAID), NOW)).isEqualTo(told);
    }

    @Test
    void negativeHeadersSayNothing() {
        RateBudget used = FULL.after(READ, NOW);

        assertThat(used.told(Usage.NONE, NOW)).isEqualTo(used);
    }

    @Test
    void silenceHoldsForEveryLane() {
        RateBudget silent = FULL.told(new Usage(-1, -1, -1, NOW + 3_000), NOW);

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
}
