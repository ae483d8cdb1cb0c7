package dev.belay.app;

import dev.belay.money.Account;
import dev.belay.money.Direction;
import dev.belay.money.NearestWord;
import dev.belay.money.Percent;
import dev.belay.money.Require;
import dev.belay.money.Symbol;
import dev.belay.trailing.Policies;
import dev.belay.trailing.PolicyChecks;
import dev.belay.trailing.PolicyProblem;
import dev.belay.trailing.PolicyTemplate;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.StopRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes stop policies and templates of what is written, and says what is wrong between their keys. */
final class PolicySettings {

    private static final String ANY = "*";

    private PolicySettings() {}

    /** All policies and templates; only after {@link #problems} found none. */
    static Policies policies(SettingsText text) {
        List<StopPolicy> policies =
                text.policies().stream().map(keys -> policy(text, keys)).toList();
        return new Policies(policies, text.value(SettingsKeys.TEMPLATES));
    }

    /** What makes no sense between the keys of a policy, and templates that cannot be meant so. */
    static List<SettingsProblem> problems(SettingsText text) {
        List<SettingsProblem> problems = new ArrayList<>();
        for (PolicyKeys keys : text.policies()) {
            if (keys.all().stream().allMatch(text::isRight)) {
                problems.addAll(problems(text, keys));
            }
        }
        if (text.isRight(SettingsKeys.TEMPLATES)) {
            problems.addAll(templates(text));
        }
        return problems;
    }

    private static List<SettingsProblem> problems(SettingsText text, PolicyKeys keys) {
        Percent initial = text.value(keys.initialStop);
        if (text.value(keys.disaster).compareTo(initial) <= 0) {
            return List.of(text.problem(
                    keys.disaster,
                    "expected more than %s, which is %s (%s): the disaster stop is the wider one"
                            .formatted(keys.initialStop.path(), initial, text.place(keys.initialStop))));
        }
        List<SettingsProblem> problems = new ArrayList<>();
        for (PolicyProblem problem : PolicyChecks.problems(policy(text, keys))) {
            problems.add(text.problem(keys.of(problem.field()), "expected " + problem.expected()));
        }
        return problems;
    }

    private static List<SettingsProblem> templates(SettingsText text) {
        List<String> names = text.policies().stream().map(PolicyKeys::name).toList();
        List<PolicyTemplate> templates = text.value(SettingsKeys.TEMPLATES);
        List<SettingsProblem> problems = new ArrayList<>();
        for (int i = 0; i < templates.size(); i++) {
            PolicyTemplate template = templates.get(i);
            if (!names.contains(template.policy())) {
                String meant = NearestWord.to(template.policy(), names)
                        .map(name -> " Did you mean " + name + "?")
                        .orElse("");
                problems.add(text.problem(
                        SettingsKeys.TEMPLATES,
                        "no policy is named %s; there are %s.%s"
                                .formatted(template.policy(), String.join(", ", names), meant)));
            }
            if (templates.subList(0, i).stream().anyMatch(earlier -> earlier.covers(template))) {
                problems.add(text.problem(
                        SettingsKeys.TEMPLATES,
                        "number %d never applies: one before it takes all its positions, and the first that matches wins"
                                .formatted(i + 1)));
            }
        }
        return problems;
    }

    private static StopPolicy policy(SettingsText text, PolicyKeys keys) {
        return new StopPolicy(
                keys.name(),
                text.value(keys.price),
                text.value(keys.initialStop),
                text.value(keys.activation),
                text.value(keys.callback).orElse(new Percent(0)),
                text.value(keys.minimumStep),
                text.value(keys.minimumInterval),
                text.value(keys.disaster),
                text.value(keys.hitGrace),
                null,
                rules(text, keys));
    }

    private static List<StopRule> rules(SettingsText text, PolicyKeys keys) {
        List<StopRule> rules = new ArrayList<>();
        text.value(keys.callbackTicks).ifPresent(ticks -> rules.add(new StopRule.TrailByTicks(ticks)));
        text.value(keys.rangeMultiple)
                .ifPresent(multiple -> rules.add(
                        new StopRule.TrailByRange(multiple, text.value(keys.rangePeriods), text.value(keys.rangeBar))));
        text.value(keys.breakEvenGain)
                .ifPresent(gain -> rules.add(
                        new StopRule.BreakEven(gain, text.value(keys.breakEvenOffset), text.value(keys.takerFee))));
        List<StopRule.Tier> tiers = text.value(keys.profitLock);
        if (!tiers.isEmpty()) {
            rules.add(new StopRule.ProfitLock(tiers));
        }
        text.value(keys.tightenAfter)
                .ifPresent(after -> rules.add(new StopRule.TightenByAge(after, text.value(keys.agedCallback))));
        text.value(keys.closeAfter).ifPresent(after -> rules.add(new StopRule.CloseByAge(after)));
        return rules;
    }

    /** Reads {@code LEG=POLICY}, where a leg is written as on the command line and * stands for any part. */
    static PolicyTemplate template(String text) {
        int equals = text.indexOf('=');
        Require.argument(equals > 0, "expected LEG=POLICY, was [%s]", text);
        String[] parts = text.substring(0, equals).strip().split(":", -1);
        Require.argument(parts.length <= 3, "expected SYMBOL, SYMBOL:SIDE or ACCOUNT:SYMBOL:SIDE, was [%s]", text);
        String account = parts.length == 3 ? parts[0] : ANY;
        String symbol = parts.length == 3 ? parts[1] : parts[0];
        String side = parts.length == 1 ? ANY : parts[parts.length - 1];
        return new PolicyTemplate(
                account.equals(ANY) ? null : new Account(account),
                symbol.equals(ANY) ? null : new Symbol(symbol.toUpperCase(Locale.ROOT)),
                direction(side),
                text.substring(equals + 1).strip());
    }

    private static @Nullable Direction direction(String side) {
        return side.equals(ANY) ? null : Direction.valueOf(side.toUpperCase(Locale.ROOT));
    }
}
