package dev.belay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Days of Belay in virtual time, with faults injected and a judge who sees the exchange only (reliability §4). {@code
 * -Dsimulated.days=N} sets how many; {@code belay simulate --seeds A..B} does the same from the command line.
 */
class SimulationTest {

    private static final int DAYS = Integer.getInteger("simulated.days", 2_700);
    private static final int THREADS = 2;
    /** Days that are enough for every class of faults to strike. */
    private static final int REPRESENTATIVE = 100;

    @Test
    void noPromiseIsBrokenOnAnyDay() {
        CampaignReport report = Campaign.run(1, DAYS, THREADS, WorldPlan::of, day -> {});
        CampaignText.table(report).forEach(System.out::println);

        List<String> broken = report.bad().stream()
                .map(day -> day.violations().get(0) + System.lineSeparator() + PlanText.command(day.plan()))
                .toList();
        assertThat(broken).isEmpty();
        assertThat(report.days()).isEqualTo(DAYS);
        if (DAYS >= REPRESENTATIVE) {
            assertThat(report.struck().keySet())
                    .as("every class of faults struck")
                    .containsExactlyInAnyOrder(Mishap.values());
            assertThat(rarePathsReached(report)).as("rare paths").isEmpty();
        }
    }

    /** What a green run must have seen at the exchange at least once, and did not. */
    private static Set<String> rarePathsReached(CampaignReport report) {
        return Stream.of(
                        "-2021", "-2013", "-2011", "-4116", "-4130", "-4509", "-4045", "-1021", "-1007", "-1003",
                        "-1015")
                .filter(code -> report.seen().keySet().stream().noneMatch(seen -> seen.contains(code)))
                .collect(Collectors.toSet());
    }

    @Test
    void theSameSeedIsTheSameDay() {
        for (long seed = 1; seed <= 5; seed++) {
            assertThat(Day.of(WorldPlan.of(seed), 0).hash())
                    .isEqualTo(Day.of(WorldPlan.of(seed), 10).hash());
        }
    }

    /** The way from a fill to its first stop is all that is left open (reliability §4.5: 0.17 % of position time). */
    @Test
    void aQuietDayNeedsNoExcuseAndLeavesHardlyAMomentWithoutAStop() {
        DayReport quiet = Day.of(WorldPlan.of(10), 0);

        assertThat(quiet.plan().isQuiet()).isTrue();
        assertThat(quiet.violations()).isEmpty();
        assertThat(quiet.figures().positionMillis()).isPositive();
        assertThat(quiet.figures().exposurePerMillion()).isLessThan(2_000);
    }
}
