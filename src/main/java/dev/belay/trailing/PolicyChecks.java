package dev.belay.trailing;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.belay.money.Direction;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds what makes no sense between the rules of a policy: whatever would propose a looser level later than earlier, or
 * could never propose anything. What an operator wrote is refused for it; what a journal holds is not, because the ratchet
 * keeps every level anyway.
 */
public final class PolicyChecks {

    /** A price on which shares come out exactly; what is a matter of shares is the same on every price. */
    private static final Price HUNDRED = Price.of("100");

    private final StopPolicy policy;
    private final List<PolicyProblem> problems = new ArrayList<>();

    private PolicyChecks(StopPolicy policy) {
        this.policy = policy;
    }

    /** All that is wrong with {@code policy}; empty when it may be used. */
    public static List<PolicyProblem> problems(StopPolicy policy) {
        var checks = new PolicyChecks(policy);
        checks.callback();
        policy.find(StopRule.TrailByRange.class).ifPresent(checks::range);
        policy.find(StopRule.BreakEven.class).ifPresent(checks::breakEven);
        policy.find(StopRule.ProfitLock.class).ifPresent(checks::profitLock);
        policy.find(StopRule.TightenByAge.class).ifPresent(checks::age);
        return checks.problems;
    }

    @FormatMethod
    private void refuse(String field, @FormatString String expected, Object... values) {
        problems.add(new PolicyProblem(field, String.format(expected, values)));
    }

    /** Where the stop begins to trail it must not be further away than the stop that the position began with. */
    private void callback() {
        if (policy.callback().isZero()) {
            return;
        }
        for (Direction direction : Direction.values()) {
            long first = direction.worseBy(direction.betterBy(HUNDRED.units(), policy.activation()), policy.callback());
            long initial = direction.worseBy(HUNDRED.units(), policy.initialStop());
            if (direction.isBetter(initial, first)) {
                refuse(
                        "callback",
                        "a smaller one: with activation = %s the stop would begin to trail behind the initial stop (a %s"
                                + " entered at 100 would trail from %s, and its initial stop is at %s)",
                        policy.activation(),
                        direction.name().toLowerCase(Locale.ROOT),
                        new Price(first),
                        new Price(initial));
                return;
            }
        }
    }

    private void range(StopRule.TrailByRange rule) {
        long minutes = rule.bar().toMinutes();
        if (minutes == 0 || !rule.bar().equals(Duration.ofMinutes(minutes))) {
            refuse("atr.bar", "whole minutes, was %s", rule.bar());
        }
    }

    private void breakEven(StopRule.BreakEven rule) {
        for (Direction direction : Direction.values()) {
            long free = FeeFree.exit(direction, HUNDRED.units(), rule.takerFee());
            long level = direction.betterBy(free, rule.offset());
            long from = direction.betterBy(HUNDRED.units(), rule.gain());
            if (!direction.isBetter(from, level)) {
                Percent fees = new Percent(2 * rule.takerFee().millionths());
                refuse(
                        "break-even.gain",
                        "more than the fees of both fills and the offset, which are about %s + %s: at this gain the price"
                                + " would be through the stop at once",
                        fees,
                        rule.offset());
                return;
            }
        }
    }

    private void profitLock(StopRule.ProfitLock rule) {
        List<StopRule.Tier> tiers = rule.tiers();
        for (int i = 1; i < tiers.size(); i++) {
            StopRule.Tier lower = tiers.get(i - 1);
            StopRule.Tier tier = tiers.get(i);
            if (tier.gain().compareTo(lower.gain()) <= 0) {
                refuse("profit-lock", "tiers by rising gain: %s comes after %s", tier.gain(), lower.gain());
            } else if (tier.share().compareTo(lower.share()) < 0) {
                refuse(
                        "profit-lock",
                        "at least the share of the tier below: from %s gain on %s would be kept, from %s on already %s",
                        tier.gain(),
                        tier.share(),
                        lower.gain(),
                        lower.share());
            }
        }
    }

    private void age(StopRule.TightenByAge rule) {
        if (rule.distance().compareTo(policy.initialStop()) >= 0) {
            refuse(
                    "age.callback",
                    "less than initial-stop, which is %s: an old position is stopped closer, not further away",
                    policy.initialStop());
        } else if (!policy.callback().isZero() && rule.distance().compareTo(policy.callback()) > 0) {
            refuse(
                    "age.callback",
                    "at most callback, which is %s: an old position is stopped closer, not further away",
                    policy.callback());
        }
        boolean closedFirst = policy.find(StopRule.CloseByAge.class)
                .filter(close -> close.after().compareTo(rule.after()) <= 0)
                .isPresent();
        if (closedFirst) {
            refuse("age.tighten-after", "less than age.close-after: the position would be closed before");
        }
    }
}
