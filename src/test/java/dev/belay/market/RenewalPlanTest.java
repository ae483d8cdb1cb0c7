package dev.belay.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RenewalPlanTest {

    private static final long NOW = 1_763_700_000_000L;

    private final RenewalPlan plan = new RenewalPlan();

    @Test
    void opensAnewAtOnceAndThenEverMoreRarely() {
        assertThat(plan.isDue(NOW)).isTrue();
        assertThat(plan.isDue(NOW + 29_999)).isFalse();
        assertThat(plan.isDue(NOW + 30_000)).isTrue();
        assertThat(plan.isDue(NOW + 89_999)).isFalse();
        assertThat(plan.isDue(NOW + 90_000)).isTrue();
    }

    @Test
    void aSymbolWhoseMarketSleepsCostsAConnectionAnHour() {
        int opened = 0;
        for (long at = NOW; at < NOW + 24 * 3_600_000; at += 2_000) {
            opened += plan.isDue(at) ? 1 : 0;
        }

        assertThat(opened).isBetween(24, 32);
    }

    @Test
    void afterAHealedSilenceTheNextIsNewButNotSooner() {
        plan.isDue(NOW);
        plan.isDue(NOW + 30_000);
        plan.healed();

        assertThat(plan.isDue(NOW + 60_000)).isFalse();
        assertThat(plan.isDue(NOW + 90_000)).isTrue();
        assertThat(plan.isDue(NOW + 120_000)).isTrue();
    }
}
