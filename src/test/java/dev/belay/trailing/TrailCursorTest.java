package dev.belay.trailing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.trailing.TrailCursor.Decision;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the stop is, tick by tick; scripts are one tick a second. */
class TrailCursorTest {
    private static final SymbolRules RULES = new SymbolRules(
            new Symbol("ETHUSDT"),
            Price.of("0.01"),
            Quantity.of("0.001"),
            Quantity.of("0.001"),
            Quantity.of("1000"),
            new BigDecimal("20"),
            true);

    private static final StopPolicy EVERY_TICK = new StopPolicy(
            Percent.of("2"),
            Percent.of("1.5"),
            Percent.of("0.5"),
            Percent.of("0"),
            Duration.ZERO,
            Percent.of("5"),
            Duration.ofSeconds(3));

    @Test
    void trailsALongUpAndIsHitOnTheWayDown() {
        check(EVERY_TICK, """
                long 100
                mark 100 stop 98
                mark 101.49 stop 98
                mark 101.5 activated 100.99
                mark 104 stop 103.48
                mark 103.49 stop 103.48
                mark 103.48 hit
                """);
    }

    @Test
    void trailsAShortDownAndIsHitOnTheWayUp() {
        check(EVERY_TICK, """
                short 100
                mark 100 stop 102
                mark 98.51 stop 102
                mark 98.5 activated 99
                mark 96 stop 96.48
                mark 96.47 stop 96.48
                mark 96.48 hit
                """);
    }

    @Test
    void theInitialStopIsHitExactlyAtItsLevel() {
        check(EVERY_TICK, """
                long 100
                mark 98.01 stop 98
                mark 98 hit
                """);
    }

    @Test
    void movesNotMoreOftenThanTheIntervalAndCatchesUp() {
        check(StopPolicy.DEFAULT, """
                long 100
                mark 101.5 activated 100.99
                mark 103 stop 100.99
                mark 103 stop 102.48
                """);
    }

    @Test
    void doesNotMoveForLessThanTheMinimumStep() {
        check(StopPolicy.DEFAULT, """
                long 100
                mark 102 activated 101.49
                mark 102 stop 101.49
                mark 102 stop 101.49
                mark 102.09 stop 101.49
                mark 102.11 stop 101.49
                mark 102.12 stop 101.6
                """);
        check(StopPolicy.DEFAULT, """
                long 100
                mark 102 activated 101.49
                mark 102 stop 101.49
                mark 102.1 stop 101.49
                mark 102.15 stop 101.63
                """);
    }

    @Test
    void anActivationNeverLoosensATighterStop() {
        var tight = Trail.startingAt(Direction.LONG, Price.of("100"), EVERY_TICK, RULES, 0)
                .noLooserThan(Price.of("101.2"));
        var cursor = new TrailCursor(tight, EVERY_TICK, RULES);

        assertThat(cursor.onPrice(Price.of("101.5").units(), 1)).isEqualTo(Decision.ACTIVATED);

        assertThat(cursor.trail().level()).isEqualTo(Price.of("101.2"));
    }

    private static void check(StopPolicy policy, String script) {
        String[] lines = script.strip().split("\n", -1);
        String[] opening = lines[0].split(" ", -1);
        Direction direction = opening[0].equals("long") ? Direction.LONG : Direction.SHORT;
        var cursor = new TrailCursor(
                Trail.startingAt(direction, Price.of(opening[1]), policy, RULES, -60_000), policy, RULES);
        for (int line = 1; line < lines.length; line++) {
            String[] words = lines[line].split(" ", -1);
            Decision decision = cursor.onPrice(Price.of(words[1]).units(), line * 1_000L);
            assertThat(decision == Decision.HIT).as(lines[line]).isEqualTo(words[2].equals("hit"));
            assertThat(decision == Decision.ACTIVATED).as(lines[line]).isEqualTo(words[2].equals("activated"));
            if (words.length == 4) {
                assertThat(cursor.trail().level()).as(lines[line]).isEqualTo(Price.of(words[3]));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20261121})
    void followsFromTheExtremeAloneAndNeverLoosens(long seed) {
        var random = new Random(seed);
        for (int path = 0; path < 100; path++) {
            Direction direction = random.nextBoolean() ? Direction.LONG : Direction.SHORT;
            var cursor = new TrailCursor(
                    Trail.startingAt(direction, Price.of("100"), EVERY_TICK, RULES, 0), EVERY_TICK, RULES);
            var truth = new Recomputed(direction);
            long price = 100 * 100_000_000L;
            for (int tick = 1; tick < 400; tick++) {
                price += (random.nextInt(2_001) - 1_000) * 30_000L;
                Decision decision = cursor.onPrice(price, tick * 1_000L);
                boolean hit = truth.onPrice(new Price(price));

                assertThat(decision == Decision.HIT)
                        .as("seed %d, path %d, tick %d", seed, path, tick)
                        .isEqualTo(hit);
                assertThat(cursor.trail().level().decimal())
                        .as("seed %d, path %d, tick %d", seed, path, tick)
                        .isEqualByComparingTo(truth.level);
                if (hit) {
                    break;
                }
            }
        }
    }

    /** The same rule in decimals: the level follows from the extreme so far. */
    private static final class Recomputed {
        private final boolean rising;
        private BigDecimal extreme = new BigDecimal("100");
        private BigDecimal level;
        private boolean activated;

        Recomputed(Direction direction) {
            rising = direction == Direction.LONG;
            level = new BigDecimal(rising ? "98" : "102");
        }

        boolean onPrice(Price mark) {
            BigDecimal price = mark.decimal();
            if (rising ? price.compareTo(level) <= 0 : price.compareTo(level) >= 0) {
                return true;
            }
            extreme = rising ? extreme.max(price) : extreme.min(price);
            BigDecimal activation = new BigDecimal(rising ? "101.5" : "98.5");
            activated |= rising ? extreme.compareTo(activation) >= 0 : extreme.compareTo(activation) <= 0;
            if (activated) {
                BigDecimal next = extreme.multiply(new BigDecimal(rising ? "0.995" : "1.005"))
                        .setScale(2, rising ? RoundingMode.FLOOR : RoundingMode.CEILING);
                level = rising ? level.max(next) : level.min(next);
            }
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, 20261121})
    void keepsStepAndIntervalAndGoesOnFromTheJournaledTrailAfterARestart(long seed) {
        var random = new Random(seed);
        StopPolicy policy = StopPolicy.DEFAULT;
        var trail = Trail.startingAt(Direction.LONG, Price.of("100"), policy, RULES, 0);
        var cursor = new TrailCursor(trail, policy, RULES);
        long price = 100 * 100_000_000L;
        for (int tick = 1; tick < 20_000; tick++) {
            price += (random.nextInt(2_001) - 980) * 10_000L;
            Trail before = cursor.trail();
            var restarted = new TrailCursor(before, policy, RULES);
            long at = tick * 250L;
            Decision decision = cursor.onPrice(price, at);
            Decision again = restarted.onPrice(price, at);
            if (decision == Decision.HIT) {
                break;
            }

            if (decision == Decision.LEVEL_MOVED) {
                long step = cursor.trail().level().units() - before.level().units();
                assertThat(at - before.movedAt()).as("seed %d", seed).isGreaterThanOrEqualTo(2_000);
                assertThat(step)
                        .as("seed %d", seed)
                        .isGreaterThanOrEqualTo(before.level().units() / 1_000);
            }
            assertThat(restarted.trail()).as("seed %d, tick %d", seed, tick).isEqualTo(cursor.trail());
            if (decision != Decision.PEAK_MOVED && again != Decision.PEAK_MOVED && decision != Decision.NOTHING) {
                assertThat(again).as("seed %d, tick %d", seed, tick).isEqualTo(decision);
            }
        }
    }
}
