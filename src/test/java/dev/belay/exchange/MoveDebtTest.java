package dev.belay.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.LegId;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two hundred legs in a trend that carries them all, ten minutes of virtual time, and the order budget of one account:
 * how much protection is owed, and how much it would have been had the same orders been given out otherwise.
 */
class MoveDebtTest {

    private static final int LEGS = 200;
    private static final int SECONDS = 600;
    private static final long STEP_MILLIS = 50;
    private static final long START = 1_763_700_000_000L;
    private static final long END = START + SECONDS * 1_000L;
    private static final Exchange.Cost ORDER = new Exchange.Cost(0, 1);

    /** Where each stop should be in each second, in ticks, and how much hangs on a tick. */
    private record Trend(long[][] levels, long[] quantities) {

        static Trend of(long seed) {
            var random = new SplittableRandom(seed);
            long[] quantities =
                    random.longs(LEGS, 0, 9).map(power -> 1L << power).toArray();
            int[] betas = random.ints(LEGS, 20, 121).toArray();
            long[] prices = new long[LEGS];
            long[][] levels = new long[SECONDS][LEGS];
            for (int second = 1; second < SECONDS; second++) {
                int common = random.nextInt(-10, 31);
                for (int leg = 0; leg < LEGS; leg++) {
                    prices[leg] += common * betas[leg] / 100 + random.nextInt(-15, 16);
                    levels[second][leg] = Math.max(levels[second - 1][leg], prices[leg]);
                }
            }
            return new Trend(levels, quantities);
        }

        long level(int leg, long now) {
            return levels[(int) ((now - START) / 1_000)][leg];
        }
    }

    /** Where the stops are, and what was owed meanwhile. */
    private static final class Stops {
        private final Trend trend;
        private final long[] proven = new long[LEGS];
        private final long[] movedAt = new long[LEGS];
        private long debt;

        Stops(Trend trend) {
            this.trend = trend;
            Arrays.fill(movedAt, START);
        }

        long risk(int leg, long now) {
            return (trend.level(leg, now) - proven[leg]) * trend.quantities()[leg];
        }

        void move(int leg, long level, long now) {
            proven[leg] = Math.max(proven[leg], level);
            movedAt[leg] = now;
        }

        void pass(long now) {
            for (int leg = 0; leg < LEGS; leg++) {
                debt += risk(leg, now) * STEP_MILLIS;
            }
        }

        /** The leg with the greatest {@code index} of those that want to move, -1 when none does. */
        int first(Index index, long now) {
            int first = -1;
            for (int leg = 0; leg < LEGS; leg++) {
                if (risk(leg, now) > 0 && (first < 0 || index.of(this, leg, now) > index.of(this, first, now))) {
                    first = leg;
                }
            }
            return first;
        }
    }

    /** Says which leg is served first. */
    private interface Index {
        Index IN_TURN = (stops, leg, now) -> now - stops.movedAt[leg];
        Index GREATEST_GAP = Stops::risk;

        long of(Stops stops, int leg, long now);
    }

    /** What the turns of Belay came to: when each was given, to whom, and what was owed. */
    private record Turns(List<Long> at, List<Integer> legs, long debt, int longestWait) {}

    private static LegId leg(int number) {
        return LegId.parse("main:C%03dUSDT:BOTH".formatted(number));
    }

    private static Turns served(Trend trend) {
        var stops = new Stops(trend);
        var turns = new MoveTurns(new MoveSlots(0));
        RateBudget budget = RateBudget.full(RateBudget.Limits.PUBLISHED);
        Map<LegId, Integer> numbers = new HashMap<>();
        List<Long> at = new ArrayList<>();
        List<Integer> legs = new ArrayList<>();
        int[] waitingSince = new int[LEGS];
        Arrays.fill(waitingSince, -1);
        int longest = 0;
        for (int leg = 0; leg < LEGS; leg++) {
            numbers.put(leg(leg), leg);
        }
        for (long now = START; now < END; now += STEP_MILLIS) {
            for (int leg = 0; now % 1_000 == 0 && leg < LEGS; leg++) {
                if (stops.risk(leg, now) > 0) {
                    waitingSince[leg] = waitingSince[leg] < 0 ? legs.size() : waitingSince[leg];
                    turns.wish(new MoveWish(leg(leg), BigDecimal.valueOf(stops.risk(leg, now))), now);
                }
            }
            for (var turn = turns.next(budget, now); turn.isPresent(); turn = turns.next(budget, now)) {
                int leg = numbers.get(turn.get());
                stops.move(leg, trend.level(leg, now), now);
                turns.used(turn.get());
                budget = budget.sent(ORDER, now).answered(ORDER, Usage.NONE, now, now);
                at.add(now);
                legs.add(leg);
                longest = Math.max(longest, legs.size() - waitingSince[leg]);
                waitingSince[leg] = -1;
            }
            stops.pass(now);
        }
        return new Turns(at, legs, stops.debt, longest);
    }

    /** What is owed when at the moments {@code at} the leg moves to its newest level that {@code index} puts first. */
    private static long debt(Trend trend, List<Long> at, Index index) {
        var stops = new Stops(trend);
        var left = new ArrayDeque<>(at);
        for (long now = START; now < END; now += STEP_MILLIS) {
            while (!left.isEmpty() && left.peek() <= now) {
                left.remove();
                int leg = stops.first(index, now);
                if (leg >= 0) {
                    stops.move(leg, trend.level(leg, now), now);
                }
            }
            stops.pass(now);
        }
        return stops.debt;
    }

    private record Journaled(int leg, long level) {}

    /** What is owed when each leg writes down its move when it wants it, and moves go out in that order. */
    private static long debtOfJournaledMoves(Trend trend, List<Long> at) {
        var stops = new Stops(trend);
        var left = new ArrayDeque<>(at);
        Deque<Journaled> queue = new ArrayDeque<>();
        boolean[] queued = new boolean[LEGS];
        for (long now = START; now < END; now += STEP_MILLIS) {
            for (int leg = 0; now % 1_000 == 0 && leg < LEGS; leg++) {
                if (!queued[leg] && stops.risk(leg, now) > 0) {
                    queued[leg] = true;
                    queue.add(new Journaled(leg, trend.level(leg, now)));
                }
            }
            while (!left.isEmpty() && left.peek() <= now && !queue.isEmpty()) {
                left.remove();
                Journaled move = queue.remove();
                queued[move.leg()] = false;
                stops.move(move.leg(), move.level(), now);
            }
            stops.pass(now);
        }
        return stops.debt;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theDebtIsLessThanHalfOfMovesInOrderAndWellBelowServingInTurn(long seed) {
        Trend trend = Trend.of(seed);
        Turns turns = served(trend);
        long journaled = debtOfJournaledMoves(trend, turns.at());
        long inTurn = debt(trend, turns.at(), Index.IN_TURN);
        long greatestGap = debt(trend, turns.at(), Index.GREATEST_GAP);
        long atOnce = debt(trend, atWindowStarts(turns.at()), Index.IN_TURN);

        System.out.printf(
                "seed %d: %d moves of %d legs in %d s; debt 1, of the greatest gap %s, of newest levels in turn %s,"
                        + " in turn and each window used up at once %s, of journaled moves in order %s; longest wait %d turns%n",
                seed,
                turns.at().size(),
                LEGS,
                SECONDS,
                ratio(greatestGap, turns.debt()),
                ratio(inTurn, turns.debt()),
                ratio(atOnce, turns.debt()),
                ratio(journaled, turns.debt()),
                turns.longestWait());
        assertThat(turns.debt()).as("half of journaled moves in order").isLessThan(journaled / 2);
        assertThat(turns.debt()).as("six tenths of serving in turn").isLessThan(inTurn * 6 / 10);
        assertThat(turns.debt()).as("serving the greatest gap").isLessThan(greatestGap);
        assertThat(inTurn).as("four fifths of using windows up at once").isLessThan(atOnce * 4 / 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theBudgetIsUsedUpAndNeverExceededAndEveryLegHasItsTurn(long seed) {
        Turns turns = served(Trend.of(seed));

        assertThat(most(turns.at(), 10_000)).as("moves in 10 s").isBetween(140, 225);
        assertThat(most(turns.at(), 60_000)).as("moves in a minute").isEqualTo(900);
        assertThat(turns.at().size()).as("moves of the 15 a second").isBetween(SECONDS * 15 * 98 / 100, SECONDS * 15);
        assertThat(turns.longestWait()).isLessThanOrEqualTo(MoveQueue.OLDEST_EVERY * (LEGS + 1));
        assertThat(turns.legs()).as("legs that moved").containsAll(numbers());
    }

    private static List<Integer> numbers() {
        return IntStream.range(0, LEGS).boxed().toList();
    }

    /** As many moves in each window, as soon as the limits allow. */
    private static List<Long> atWindowStarts(List<Long> at) {
        List<Long> result = new ArrayList<>();
        RateBudget budget = RateBudget.full(RateBudget.Limits.PUBLISHED);
        for (long now = START; now < END && result.size() < at.size(); now += STEP_MILLIS) {
            int room = budget.movesFree(now);
            for (int move = 0; move < room; move++) {
                budget = budget.sent(ORDER, now).answered(ORDER, Usage.NONE, now, now);
            }
            result.addAll(Collections.nCopies(room, now));
        }
        return result;
    }

    private static int most(List<Long> at, long window) {
        Map<Long, Integer> counts = new HashMap<>();
        at.forEach(moment -> counts.merge(moment / window, 1, Integer::sum));
        return Collections.max(counts.values());
    }

    private static String ratio(long debt, long ours) {
        return BigDecimal.valueOf(debt * 100 / ours, 2).toPlainString();
    }
}
