package dev.belay.trailing;

import dev.belay.market.PriceKind;
import dev.belay.money.Percent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Policies of random rules that would be accepted, with times that pass within a short random walk. */
public final class RandomPolicy {

    private static final int TRIES = 1_000;

    private final Random random;

    public RandomPolicy(Random random) {
        this.random = random;
    }

    /** A policy that keeps a minimum step and interval. */
    public StopPolicy next() {
        return next(percent(0, 3_000), Duration.ofMillis(random.nextInt(4) * 1_000L));
    }

    /** A policy whose proposals follow from the best price alone: nothing moves while that stays. */
    public StopPolicy nextByPeak() {
        StopPolicy policy = next();
        return policy.with(
                policy.name(),
                policy.rules().stream().filter(RandomPolicy::isByPeak).toList());
    }

    private static boolean isByPeak(StopRule rule) {
        return !(rule instanceof StopRule.TightenByAge) && !(rule instanceof StopRule.TrailByRange);
    }

    /** A policy that moves the stop at every tick. */
    public StopPolicy nextWithoutPause() {
        return next(Percent.of("0"), Duration.ZERO);
    }

    private StopPolicy next(Percent step, Duration interval) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            StopPolicy policy = any(step, interval);
            if (PolicyChecks.problems(policy).isEmpty()) {
                return policy;
            }
        }
        throw new IllegalStateException("no acceptable policy was found");
    }

    private StopPolicy any(Percent step, Duration interval) {
        Percent initial = percent(2_000, 40_000);
        return new StopPolicy(
                "random",
                PriceKind.MARK,
                initial,
                percent(0, 20_000),
                random.nextBoolean() ? percent(500, 20_000) : Percent.of("0"),
                step,
                interval,
                new Percent(initial.millionths() + 1 + random.nextInt(50_000)),
                Duration.ofSeconds(3),
                null,
                rules());
    }

    private List<StopRule> rules() {
        List<StopRule> rules = new ArrayList<>();
        if (random.nextBoolean()) {
            rules.add(new StopRule.TrailByTicks(1 + random.nextInt(300)));
        }
        if (random.nextBoolean()) {
            rules.add(new StopRule.BreakEven(percent(500, 20_000), percent(0, 2_000), percent(0, 1_000)));
        }
        if (random.nextBoolean()) {
            rules.add(new StopRule.ProfitLock(tiers()));
        }
        if (random.nextBoolean()) {
            rules.add(new StopRule.TightenByAge(Duration.ofSeconds(random.nextInt(400)), percent(1_000, 20_000)));
        }
        if (random.nextBoolean()) {
            BigDecimal multiple = BigDecimal.valueOf(1 + random.nextInt(40), 1);
            rules.add(new StopRule.TrailByRange(multiple, 1 + random.nextInt(4), Duration.ofMinutes(1)));
        }
        return rules;
    }

    private List<StopRule.Tier> tiers() {
        List<StopRule.Tier> tiers = new ArrayList<>();
        int gain = 0;
        int share = 0;
        for (int i = random.nextInt(3); i >= 0; i--) {
            gain += 1 + random.nextInt(10_000);
            share += random.nextInt(320_000);
            tiers.add(new StopRule.Tier(new Percent(gain), new Percent(share)));
        }
        return tiers;
    }

    private Percent percent(int least, int most) {
        return new Percent(least + random.nextInt(most - least + 1));
    }
}
