package dev.belay.trailing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.market.PriceKind;
import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.trailing.TrailCursor.Decision;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule by itself and together with others: where the stop is, tick by tick. */
class StopRulesTest {
    static final SymbolRules RULES = new SymbolRules(
            new Symbol("ETHUSDT"),
            Price.of("0.01"),
            Quantity.of("0.001"),
            Quantity.of("0.001"),
            Quantity.of("1000"),
            new BigDecimal("20"),
            true);

    /** 2 % at first and nothing else; moved at every tick. */
    private static StopPolicy only(StopRule... rules) {
        return new StopPolicy(
                "test",
                PriceKind.MARK,
                Percent.of("2"),
                Percent.of("1.5"),
                Percent.of("0"),
                Percent.of("0"),
                Duration.ZERO,
                Percent.of("5"),
                Duration.ofSeconds(3),
                null,
                List.of(rules));
    }

    /** Drives one position tick by tick; a tick a second unless said otherwise. */
    private static final class Course {
        private final TrailCursor cursor;
        private long at;

        Course(Direction direction, StopPolicy policy) {
            cursor = new TrailCursor(Trail.startingAt(direction, Price.of("100"), policy, RULES, 0), policy, RULES, 0);
        }

        Course at(Duration time) {
            at = time.toMillis();
            return this;
        }

        Course mark(String price, String level) {
            decide(price);
            assertThat(cursor.trail().level()).as("after %s", price).isEqualTo(Price.of(level));
            return this;
        }

        Decision decide(String price) {
            at += 1_000;
            return cursor.onPrice(Price.of(price).units(), at);
        }
    }

    private static Course longUnder(StopRule... rules) {
        return new Course(Direction.LONG, only(rules));
    }

    private static Course shortUnder(StopRule... rules) {
        return new Course(Direction.SHORT, only(rules));
    }

    @Test
    void withoutRulesTheInitialStopStays() {
        Course course = longUnder().mark("100", "98").mark("150", "98").mark("98.01", "98");

        assertThat(course.decide("98")).isEqualTo(Decision.HIT);
        assertThat(course.cursor.trail().activated()).isFalse();
    }

    @Test
    void trailsByTicksFromTheActivationOn() {
        longUnder(new StopRule.TrailByTicks(30))
                .mark("101.49", "98")
                .mark("101.5", "101.2")
                .mark("101.2034", "101.2");
        shortUnder(new StopRule.TrailByTicks(30))
                .mark("98.51", "102")
                .mark("98.5", "98.8")
                .mark("98.123", "98.43");
    }

    @Test
    void ticksThatReachBelowZeroProposeNothing() {
        longUnder(new StopRule.TrailByTicks(1_000_000)).mark("102", "98");
    }

    @Test
    void breakEvenPaysBothFeesAndTheOffset() {
        var rule = new StopRule.BreakEven(Percent.of("1"), Percent.of("0"), Percent.of("0.05"));
        var withOffset = new StopRule.BreakEven(Percent.of("1"), Percent.of("0.2"), Percent.of("0.05"));

        longUnder(rule).mark("100.99", "98").mark("101", "100.11").mark("103", "100.11");
        shortUnder(rule).mark("99.01", "102").mark("99", "99.9").mark("97", "99.9");
        longUnder(withOffset).mark("101", "100.31");
    }

    @Test
    void closingAtBreakEvenNeverCosts() {
        BigDecimal rate = new BigDecimal("0.0005");
        for (Direction direction : Direction.values()) {
            for (String text : List.of("0.01234567", "1", "99.99", "64021.3", "1000000.01")) {
                BigDecimal entry = new BigDecimal(text);
                long units = FeeFree.exit(direction, Price.of(text).units(), Percent.of("0.05"));
                BigDecimal exit = new Price(units).decimal();
                BigDecimal gain = exit.subtract(entry).multiply(BigDecimal.valueOf(direction.sign()));
                BigDecimal fees = entry.add(exit).multiply(rate);

                assertThat(gain).as("%s %s", direction, text).isGreaterThanOrEqualTo(fees);
                assertThat(gain.subtract(fees)).as("%s %s", direction, text).isLessThan(new BigDecimal("0.00000002"));
            }
        }
    }

    @Test
    void profitLockKeepsTheShareOfTheHighestTierReached() {
        var rule = new StopRule.ProfitLock(List.of(
                new StopRule.Tier(Percent.of("2"), Percent.of("25")),
                new StopRule.Tier(Percent.of("4"), Percent.of("50"))));

        longUnder(rule)
                .mark("101.99", "98")
                .mark("102", "100.5")
                .mark("103.99", "100.99")
                .mark("104", "102")
                .mark("103", "102")
                .mark("110", "105");
        shortUnder(rule)
                .mark("98.01", "102")
                .mark("98", "99.5")
                .mark("96", "98")
                .mark("90.01", "95.01");
    }

    @Test
    void aTierOfNothingIsTheEntryPrice() {
        var rule = new StopRule.ProfitLock(List.of(new StopRule.Tier(Percent.of("2"), Percent.of("0"))));

        longUnder(rule).mark("102", "100").mark("150", "100");
    }

    @Test
    void anOldPositionIsStoppedCloserWhetherItTrailsOrNot() {
        var rule = new StopRule.TightenByAge(Duration.ofHours(1), Percent.of("1"));

        longUnder(rule)
                .mark("100.5", "98")
                .at(Duration.ofHours(1).minusMillis(1_001))
                .mark("100.4", "98")
                .at(Duration.ofHours(1).minusMillis(1_000))
                .mark("100.4", "99.49")
                .mark("101", "99.99");
        shortUnder(rule).at(Duration.ofHours(1)).mark("99", "99.99");
    }

    @Test
    void theAgeCountsFromTheOpeningAlsoAfterARestart() {
        StopPolicy policy = only(new StopRule.TightenByAge(Duration.ofHours(1), Percent.of("1")));
        Trail trail = new Trail(Direction.LONG, Price.of("100"), Price.of("100"), false, Price.of("98"), 3_000_000L);
        var restarted = new TrailCursor(trail, policy, RULES, 1_000);

        assertThat(restarted.onPrice(Price.of("100").units(), 3_600_999)).isEqualTo(Decision.NOTHING);
        assertThat(restarted.onPrice(Price.of("100").units(), 3_601_000)).isEqualTo(Decision.LEVEL_MOVED);
    }

    /** Bars of a minute with ranges of 1, 2 and 3 around 110, the third with a gap to the close before it. */
    @Test
    void trailsByTheAverageTrueRangeOfWholeBars() {
        var rule = new StopRule.TrailByRange(new BigDecimal("1.5"), 2, Duration.ofMinutes(1));
        Course course = longUnder(rule);

        course.at(Duration.ofSeconds(30)).mark("110", "98");
        course.at(Duration.ofSeconds(60)).mark("109", "98").mark("110", "98");
        course.at(Duration.ofSeconds(120)).mark("108", "98").mark("110", "98");
        assertThat(course.cursor.trail().activated()).isTrue();
        course.at(Duration.ofSeconds(179)).mark("111", "108.75");
        course.at(Duration.ofSeconds(200)).mark("112", "109.75");
    }

    @Test
    void aGapInTheTrueRangeCounts() {
        var range = new AverageRange(new StopRule.TrailByRange(BigDecimal.ONE, 1, Duration.ofMinutes(1)));

        range.hear(100, 30_000);
        range.hear(110, 60_000);
        range.hear(111, 90_000);
        assertThat(range.units()).isEqualTo(AverageRange.SILENT);
        assertThat(range.hear(111, 120_000)).isTrue();

        assertThat(range.units()).as("from the close at 100 to the high at 111").isEqualTo(11);
    }

    @Test
    void afterAMissingBarTheAverageIsSilentUntilItHasItsBarsAgain() {
        var range = new AverageRange(new StopRule.TrailByRange(BigDecimal.ONE, 2, Duration.ofMinutes(1)));
        for (int second = 0; second < 240; second += 10) {
            range.hear(100 + second % 7, second * 1_000L);
        }
        assertThat(range.units()).isPositive();

        range.hear(100, 400_000);
        assertThat(range.units()).isEqualTo(AverageRange.SILENT);
        range.hear(101, 420_000);
        range.hear(101, 480_000);
        assertThat(range.units()).as("one whole bar").isEqualTo(AverageRange.SILENT);
        range.hear(101, 540_000);

        assertThat(range.units()).as("two whole bars").isNotNegative();
    }

    @Test
    void aRangeThatGrowsDoesNotLoosenTheStop() {
        var rule = new StopRule.TrailByRange(BigDecimal.ONE, 1, Duration.ofMinutes(1));
        Course course = longUnder(rule);
        course.at(Duration.ofSeconds(30)).mark("110", "98");
        course.at(Duration.ofSeconds(60)).mark("110", "98").mark("109.5", "98");
        course.at(Duration.ofSeconds(120)).mark("109.8", "109.5");
        course.at(Duration.ofSeconds(150)).mark("113", "112.5");
        course.at(Duration.ofSeconds(180)).mark("112.8", "112.5").mark("112.9", "112.5");
    }

    @Test
    void theTightestProposalWins() {
        var lock = new StopRule.ProfitLock(List.of(new StopRule.Tier(Percent.of("2"), Percent.of("50"))));
        var even = new StopRule.BreakEven(Percent.of("1"), Percent.of("0"), Percent.of("0.05"));
        var ticks = new StopRule.TrailByTicks(200);

        longUnder(lock, even, ticks)
                .mark("101", "100.11")
                .mark("102", "101")
                .mark("103", "101.5")
                .mark("104", "102")
                .mark("105", "103");
    }

    @Test
    void everyRuleKeepsStepAndInterval() {
        StopPolicy hasty = only(new StopRule.ProfitLock(List.of(new StopRule.Tier(Percent.of("1"), Percent.of("50")))));
        StopPolicy policy = new StopPolicy(
                hasty.name(),
                PriceKind.MARK,
                hasty.initialStop(),
                hasty.activation(),
                hasty.callback(),
                Percent.of("0.5"),
                Duration.ofSeconds(2),
                hasty.disaster(),
                hasty.hitGrace(),
                null,
                hasty.rules());

        new Course(Direction.LONG, policy)
                .mark("101", "98")
                .mark("101", "100.5")
                .mark("101.9", "100.5")
                .mark("102", "100.5")
                .mark("102.01", "100.5")
                .mark("102.02", "101.01")
                .mark("104", "101.01")
                .mark("104", "102");
    }

    @Test
    void aPriceThatWasGivenStandsForTheInitialStop() {
        StopPolicy policy = only(new StopRule.TrailByTicks(30)).fixedAt(Price.of("96.003"));

        Course course = new Course(Direction.LONG, policy).mark("97", "96").mark("101.5", "101.2");

        assertThat(course.decide("101.2")).isEqualTo(Decision.HIT);
    }
}
