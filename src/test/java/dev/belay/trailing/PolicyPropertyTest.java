package dev.belay.trailing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import dev.belay.trailing.TrailCursor.Decision;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every composition of rules on every path. */
class PolicyPropertyTest {
    private static final SymbolRules RULES = StopRulesTest.RULES;
    private static final long HUNDRED = Price.of("100").units();
    private static final int PATHS = 300;
    private static final int TICKS = 600;

    /** A path of prices with calm and wild times and jumps, one a second. */
    private static final class Walk {
        private final Random random;
        private long price = HUNDRED;
        private long swing = 1_000;
        private long drift;

        Walk(Random random) {
            this.random = random;
        }

        long next() {
            if (random.nextInt(50) == 0) {
                swing = 1 + random.nextInt(4_000);
                drift = (random.nextInt(2_001) - 1_000) * 4_000L;
            }
            long jump = random.nextInt(300) == 0 ? (random.nextInt(2_001) - 1_000) * 2_000_000L : 0;
            price = Math.max(1_000_000, price + drift + jump + (random.nextInt(2_001) - 1_000) * swing * 10);
            return price;
        }
    }

    private static Direction direction(Random random) {
        return random.nextBoolean() ? Direction.LONG : Direction.SHORT;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20261121})
    void neverLoosensOnAnyPathAlsoOverRestarts(long seed) {
        var random = new Random(seed);
        var policies = new RandomPolicy(random);
        int moves = 0;
        for (int path = 0; path < PATHS; path++) {
            StopPolicy policy = policies.next();
            Direction direction = direction(random);
            Trail trail = Trail.startingAt(direction, new Price(HUNDRED), policy, RULES, 0);
            var cursor = new TrailCursor(trail, policy, RULES, 0);
            var walk = new Walk(random);
            for (int tick = 1; tick <= TICKS; tick++) {
                Trail before = cursor.trail();
                if (random.nextInt(100) == 0) {
                    cursor = new TrailCursor(before, policy, RULES, 0);
                }
                long price = walk.next();
                Decision decision = cursor.onPrice(price, tick * 1_000L);
                Trail after = cursor.trail();
                String where = "seed %d, path %d, tick %d, %s %s".formatted(seed, path, tick, direction, policy);

                assertThat(direction.isBetter(before.level(), after.level()))
                        .as("%s loosens from %s to %s", where, before.level(), after.level())
                        .isFalse();
                assertThat(direction.isBetter(before.peak(), after.peak()))
                        .as(where)
                        .isFalse();
                assertThat(after.level().units() % RULES.tick().units())
                        .as(where)
                        .isZero();
                if (!after.level().equals(before.level())) {
                    moves++;
                    assertThat(decision).as(where).isIn(Decision.LEVEL_MOVED, Decision.ACTIVATED);
                    assertThat(direction.isBetter(after.level(), after.peak()))
                            .as("%s is beyond the best price", where)
                            .isFalse();
                }
            }
        }
        assertThat(moves).as("seed %d", seed).isGreaterThan(PATHS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20261121})
    void theLevelIsTheTightestOfAllProposalsSoFar(long seed) {
        var random = new Random(seed);
        var policies = new RandomPolicy(random);
        Set<Class<?>> seen = new HashSet<>();
        for (int path = 0; path < PATHS; path++) {
            StopPolicy policy = policies.nextWithoutPause();
            if (policy.find(StopRule.TrailByRange.class).isPresent()) {
                continue;
            }
            Direction direction = direction(random);
            var cursor = new TrailCursor(
                    Trail.startingAt(direction, new Price(HUNDRED), policy, RULES, 0), policy, RULES, 0);
            var truth = new Recomputed(direction, policy);
            var walk = new Walk(random);
            boolean hit = false;
            for (int tick = 1; tick <= TICKS && !hit; tick++) {
                long price = walk.next();
                hit = cursor.onPrice(price, tick * 1_000L) == Decision.HIT;
                String where = "seed %d, path %d, tick %d, %s %s".formatted(seed, path, tick, direction, policy);

                assertThat(hit).as(where).isEqualTo(truth.onPrice(new Price(price).decimal(), tick * 1_000L));
                assertThat(cursor.trail().level().decimal()).as(where).isEqualByComparingTo(truth.level);
            }
            policy.rules().forEach(rule -> seen.add(rule.getClass()));
        }
        assertThat(seen).as("seed %d", seed).hasSize(4);
    }

    /** The same rules in decimals, written down as a person would calculate them. */
    private static final class Recomputed {
        private static final BigDecimal ENTRY = new BigDecimal("100");
        private static final BigDecimal TICK = new BigDecimal("0.01");

        private final BigDecimal sign;
        private final StopPolicy policy;
        private BigDecimal peak = ENTRY;
        private BigDecimal level;
        private boolean activated;

        Recomputed(Direction direction, StopPolicy policy) {
            this.sign = BigDecimal.valueOf(direction.sign());
            this.policy = policy;
            this.level = grid(worse(ENTRY, policy.initialStop()), true);
        }

        /** Says whether the price is through the level; if not, the level follows. */
        boolean onPrice(BigDecimal price, long at) {
            if (!isBetter(price, level)) {
                return true;
            }
            peak = isBetter(price, peak) ? price : peak;
            activated |= !isBetter(better(ENTRY, policy.activation()), peak);
            if (activated) {
                trail();
            }
            policy.find(StopRule.BreakEven.class).ifPresent(this::breakEven);
            policy.find(StopRule.ProfitLock.class).ifPresent(this::profitLock);
            policy.find(StopRule.TightenByAge.class)
                    .filter(rule -> at >= rule.after().toMillis())
                    .ifPresent(rule -> propose(worse(peak, rule.distance()), true));
            return false;
        }

        private void trail() {
            if (!policy.callback().isZero()) {
                propose(worse(peak, policy.callback()), true);
            }
            policy.find(StopRule.TrailByTicks.class)
                    .ifPresent(rule -> propose(
                            peak.subtract(TICK.multiply(BigDecimal.valueOf(rule.ticks()))
                                    .multiply(sign)),
                            true));
        }

        private void breakEven(StopRule.BreakEven rule) {
            if (!isBetter(better(ENTRY, rule.gain()), peak)) {
                BigDecimal fee = rule.takerFee().share().multiply(sign);
                BigDecimal free = ENTRY.multiply(BigDecimal.ONE.add(fee))
                        .divide(BigDecimal.ONE.subtract(fee), new MathContext(40, RoundingMode.HALF_EVEN));
                propose(better(free, rule.offset()), false);
            }
        }

        private void profitLock(StopRule.ProfitLock rule) {
            BigDecimal share = null;
            for (StopRule.Tier tier : rule.tiers()) {
                share = isBetter(better(ENTRY, tier.gain()), peak)
                        ? share
                        : tier.share().share();
            }
            if (share != null) {
                propose(ENTRY.add(peak.subtract(ENTRY).multiply(share)), true);
            }
        }

        private void propose(BigDecimal proposal, boolean away) {
            BigDecimal rounded = grid(proposal, away);
            level = isBetter(rounded, level) ? rounded : level;
        }

        private boolean isBetter(BigDecimal one, BigDecimal than) {
            return one.subtract(than).multiply(sign).signum() > 0;
        }

        private BigDecimal worse(BigDecimal price, Percent by) {
            return price.subtract(price.multiply(by.share()).multiply(sign));
        }

        private BigDecimal better(BigDecimal price, Percent by) {
            return price.add(price.multiply(by.share()).multiply(sign));
        }

        private BigDecimal grid(BigDecimal price, boolean away) {
            boolean down = (sign.signum() > 0) == away;
            return price.divide(TICK, 0, down ? RoundingMode.FLOOR : RoundingMode.CEILING)
                    .multiply(TICK);
        }
    }
}
