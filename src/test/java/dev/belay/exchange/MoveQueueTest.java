package dev.belay.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.money.LegId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MoveQueueTest {

    private static final long NOW = 1_763_700_000_000L;

    private final MoveQueue queue = new MoveQueue();

    private static LegId leg(int number) {
        return LegId.parse("main:C%03dUSDT:BOTH".formatted(number));
    }

    private static MoveWish wish(int leg, long risk) {
        return new MoveWish(leg(leg), BigDecimal.valueOf(risk));
    }

    @Test
    void ofEqualDebtsTheGreatestRiskGoesFirstAndOfEqualsTheOldest() {
        queue.wish(wish(1, 5), NOW);
        queue.wish(wish(2, 9), NOW);
        queue.wish(wish(3, 5), NOW);

        assertThat(queue.next(NOW)).contains(wish(2, 9));
        assertThat(queue.next(NOW)).contains(wish(1, 5));
        assertThat(queue.next(NOW)).contains(wish(3, 5));
        assertThat(queue.next(NOW)).isEmpty();
    }

    @Test
    void aSmallRiskThatHasWaitedLongGoesBeforeAGreaterOneOfNow() {
        queue.wish(wish(1, 5), NOW);
        queue.wish(wish(2, 9), NOW + 1_000);

        assertThat(queue.next(NOW + 2_000)).contains(wish(1, 5));
    }

    @Test
    void theDebtOfALegIsWhatItsWishesWereWorthWhileTheyWaited() {
        queue.wish(wish(1, 1), NOW);
        queue.wish(wish(2, 4), NOW);
        queue.wish(wish(1, 9), NOW + 1_000);

        assertThat(queue.debt(NOW + 2_000)).isEqualByComparingTo("18");
        assertThat(queue.next(NOW + 2_000)).contains(wish(1, 9));
        queue.wish(wish(1, 9), NOW + 2_000);
        assertThat(queue.next(NOW + 2_001)).as("its debt is paid").contains(wish(2, 4));
    }

    @Test
    void aNewerWishTakesThePlaceOfTheOlderAndAWithdrawnOneIsGone() {
        queue.wish(wish(1, 5), NOW);
        queue.wish(wish(1, 7), NOW);
        queue.wish(wish(2, 6), NOW);
        queue.withdraw(leg(2));

        assertThat(queue.risk()).isEqualByComparingTo("7");
        assertThat(queue.next(NOW)).contains(wish(1, 7));
        assertThat(queue.size()).isZero();
    }

    @Test
    void noLegWaitsLongerThanSixteenTurnsForItselfAndEachBeforeIt() {
        for (long seed = 1; seed <= 200; seed++) {
            noLegWaitsTooLong(seed);
        }
    }

    private static void noLegWaitsTooLong(long seed) {
        var random = new SplittableRandom(seed);
        var queue = new MoveQueue();
        Map<LegId, Integer> before = new HashMap<>();
        Map<LegId, Integer> turns = new LinkedHashMap<>();
        for (int step = 0; step < 3_000; step++) {
            MoveWish wish = wish(random.nextInt(60), random.nextInt(1, 1_000_000));
            before.putIfAbsent(wish.leg(), turns.size());
            turns.putIfAbsent(wish.leg(), 0);
            queue.wish(wish, NOW + step);
            if (random.nextInt(3) == 0) {
                LegId served = queue.next(NOW).orElseThrow().leg();
                turns.replaceAll((leg, count) -> count + 1);
                assertThat(turns.get(served))
                        .as("seed %d: turns that %s waited, %d legs before it", seed, served, before.get(served))
                        .isLessThanOrEqualTo(MoveQueue.OLDEST_EVERY * (before.get(served) + 1));
                turns.remove(served);
                before.remove(served);
            }
        }
    }

    @Test
    void everyTurnIsOneLegsAndNoLegHasOneItDidNotAskFor() {
        var random = new SplittableRandom(7);
        Set<LegId> asking = new HashSet<>();
        int given = 0;
        for (int step = 0; step < 20_000; step++) {
            int leg = random.nextInt(200);
            switch (random.nextInt(3)) {
                case 0 -> {
                    queue.wish(wish(leg, random.nextInt(1_000)), NOW);
                    asking.add(leg(leg));
                }
                case 1 -> {
                    queue.withdraw(leg(leg));
                    asking.remove(leg(leg));
                }
                default -> {
                    var next = queue.next(NOW);
                    assertThat(next.isPresent()).isEqualTo(!asking.isEmpty());
                    given += next.isPresent() ? 1 : 0;
                    next.ifPresent(wish -> assertThat(asking.remove(wish.leg())).isTrue());
                }
            }
            assertThat(queue.size()).isEqualTo(asking.size());
        }
        assertThat(queue.turns()).isEqualTo(given).isPositive();
    }
}
