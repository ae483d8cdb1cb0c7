package dev.belay.trailing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.Percent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyChecksTest {

    private static StopPolicy policy(String initial, String activation, String callback, StopRule... rules) {
        return new StopPolicy(
                        Percent.of(initial),
                        Percent.of(activation),
                        Percent.of(callback),
                        Percent.of("0.1"),
                        Duration.ofSeconds(2),
                        Percent.of("50"),
                        Duration.ofSeconds(3))
                .with("test", List.of(rules));
    }

    private static List<PolicyProblem> problems(StopRule... rules) {
        return PolicyChecks.problems(policy("2", "1.5", "0.5", rules));
    }

    private static void refuses(List<PolicyProblem> problems, String field, String... words) {
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).field()).isEqualTo(field);
        assertThat(problems.get(0).expected()).contains(words);
    }

    private static StopRule.Tier tier(String gain, String share) {
        return new StopRule.Tier(Percent.of(gain), Percent.of(share));
    }

    @Test
    void theDefaultIsFine() {
        assertThat(PolicyChecks.problems(StopPolicy.DEFAULT)).isEmpty();
    }

    @Test
    void aTrailThatWouldBeginBehindTheInitialStopIsRefused() {
        refuses(
                PolicyChecks.problems(policy("2", "1.5", "4")),
                "callback",
                "activation = 1.5 %",
                "trail from 97.44",
                "initial stop is at 98");
        assertThat(PolicyChecks.problems(policy("2", "1.5", "3.4"))).isEmpty();
        assertThat(PolicyChecks.problems(policy("2", "1.5", "0"))).as("off").isEmpty();
    }

    /** A short's trail from 98.5 by 3.5 % begins at 101.9475, a long's at 97.9475: only the long's is behind. */
    @Test
    void bothDirectionsCount() {
        refuses(PolicyChecks.problems(policy("2", "1.5", "3.5")), "callback", "a long entered at 100");
    }

    @Test
    void tiersThatDoNotRiseAreRefused() {
        assertThat(problems(new StopRule.ProfitLock(List.of(tier("3", "50"), tier("6", "50")))))
                .isEmpty();
        refuses(
                problems(new StopRule.ProfitLock(List.of(tier("3", "50"), tier("3", "60")))),
                "profit-lock",
                "3 % comes after 3 %");
        refuses(
                problems(new StopRule.ProfitLock(List.of(tier("3", "50"), tier("6", "40")))),
                "profit-lock",
                "from 6 % gain on 40 % would be kept, from 3 % on already 50 %");
    }

    @Test
    void aBreakEvenThatItsGainDoesNotPayForIsRefused() {
        assertThat(problems(new StopRule.BreakEven(Percent.of("0.11"), Percent.of("0"), Percent.of("0.05"))))
                .isEmpty();
        refuses(
                problems(new StopRule.BreakEven(Percent.of("0.1"), Percent.of("0"), Percent.of("0.05"))),
                "break-even.gain",
                "about 0.1 % + 0 %");
    }

    @Test
    void anAgeThatWouldGiveMoreRoomIsRefused() {
        Duration day = Duration.ofHours(24);
        assertThat(problems(new StopRule.TightenByAge(day, Percent.of("0.5")))).isEmpty();
        refuses(
                problems(new StopRule.TightenByAge(day, Percent.of("0.6"))),
                "age.callback",
                "at most callback",
                "0.5 %");
        refuses(
                problems(new StopRule.TightenByAge(day, Percent.of("2"))),
                "age.callback",
                "initial-stop, which is 2 %");
        assertThat(PolicyChecks.problems(policy("2", "1.5", "0", new StopRule.TightenByAge(day, Percent.of("1.9")))))
                .isEmpty();
        refuses(
                problems(new StopRule.TightenByAge(day, Percent.of("0.5")), new StopRule.CloseByAge(day)),
                "age.tighten-after",
                "closed before");
    }

    @Test
    void barsAreWholeMinutes() {
        assertThat(problems(new StopRule.TrailByRange(BigDecimal.ONE, 14, Duration.ofMinutes(5))))
                .isEmpty();
        refuses(
                problems(new StopRule.TrailByRange(BigDecimal.ONE, 14, Duration.ofSeconds(90))),
                "atr.bar",
                "whole minutes");
    }
}
