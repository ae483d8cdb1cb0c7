package dev.belay.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.belay.exchange.Exchange.Cost;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CallQueueTest {

    private static final long NOW = 1_763_700_000_000L;
    private static final RateBudget FULL = RateBudget.full(RateBudget.Limits.PUBLISHED);

    private static LegId leg(int number) {
        return LegId.parse("main:C%03dUSDT:BOTH".formatted(number));
    }

    private static Request request(Lane lane, int number) {
        LegId leg = leg(number);
        return switch (lane) {
            case EXIT, ENTRY ->
                new Request.PlaceMarket(
                        new MarketTicket(leg, "x" + number, Side.SELL, Quantity.of("1"), lane == Lane.EXIT), NOW);
            case PROTECT ->
                new Request.PlaceStop(
                        new StopTicket(leg, "w" + number, Side.SELL, Quantity.of("1"), Price.of("1"), false), NOW);
            case RESOLVE -> new Request.QueryStop(leg, "q" + number);
            case CANCEL -> new Request.CancelStop(leg, "c" + number, NOW);
            case AUDIT -> new Request.ReadPositions(Optional.empty());
            case HOUSEKEEPING -> new Request.ReadRules();
        };
    }

    private static Cost cost(Lane lane) {
        return switch (lane) {
            case EXIT, ENTRY, PROTECT -> new Cost(0, 1);
            case RESOLVE, CANCEL -> new Cost(1, 0);
            case AUDIT -> new Cost(40, 0);
            case HOUSEKEEPING -> new Cost(5, 0);
        };
    }

    private static CallQueue.Entry<String> entry(Lane lane, int number, long now) {
        return new CallQueue.Entry<>(request(lane, number), cost(lane), now, "");
    }

    @Test
    void stopsGoOutAlthoughHousekeepingAndAuditsAreNeverAnswered() {
        var queue = new CallQueue<String>();
        for (int i = 0; i < 100; i++) {
            queue.add(entry(Lane.HOUSEKEEPING, i, NOW));
            queue.add(entry(Lane.AUDIT, i, NOW));
        }
        for (int i = 0; i < CallQueue.OUT_OTHER; i++) {
            assertThat(queue.next(FULL, Overload.NONE, NOW)).isPresent();
        }
        assertThat(queue.next(FULL, Overload.NONE, NOW)).isEmpty();

        for (int i = 0; i < CallQueue.OUT_PROTECTING - CallQueue.OUT_OTHER; i++) {
            queue.add(entry(Lane.PROTECT, i, NOW));
            assertThat(queue.next(FULL, Overload.NONE, NOW).orElseThrow().lane())
                    .isEqualTo(Lane.PROTECT);
        }
    }

    @Test
    void exitsGoOutAlthoughNoStopIsAnswered() {
        var queue = new CallQueue<String>();
        for (int i = 0; i < 50; i++) {
            queue.add(entry(Lane.PROTECT, i, NOW));
        }
        while (queue.next(FULL, Overload.NONE, NOW).isPresent()) {
            assertThat(queue.out()).isLessThanOrEqualTo(CallQueue.OUT_PROTECTING);
        }
        queue.add(entry(Lane.EXIT, 77, NOW));

        assertThat(queue.next(FULL, Overload.NONE, NOW).orElseThrow().lane()).isEqualTo(Lane.EXIT);
    }

    @Test
    void anEntryHoldsBackWhileTheExchangeProtectsItselfAndAStopDoesNot() {
        var queue = new CallQueue<String>();
        Overload busy = Overload.NONE.after(new Outcome.Refused(-1008, "throttled"), NOW);
        queue.add(entry(Lane.ENTRY, 1, NOW));
        queue.add(entry(Lane.PROTECT, 2, NOW));

        assertThat(queue.next(FULL, busy, NOW).orElseThrow().lane()).isEqualTo(Lane.PROTECT);
        assertThat(queue.next(FULL, busy, NOW + 199)).isEmpty();
        assertThat(queue.next(FULL, busy, NOW + 200).orElseThrow().lane()).isEqualTo(Lane.ENTRY);
    }

    @Test
    void theHoldingBackDoublesToEightHundredMillisecondsAndEnds() {
        Overload overload = Overload.NONE;
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            overload = overload.after(new Outcome.Refused(-1008, "throttled"), NOW);
            waits.add(overload.waitMillis(Lane.ENTRY, NOW));
        }

        assertThat(waits).containsExactly(200L, 400L, 800L, 800L, 800L);
        assertThat(overload.after(new Outcome.Done(new Answer.Cancelled("x")), NOW))
                .isEqualTo(Overload.NONE);
    }

    /** Calls of every kind at random, answers at random: what nobody may ever see. */
    @Test
    void noOrderOfRandomCallsAndAnswersBreaksABudgetOrMakesTheUrgentWaitForTheRest() {
        for (long seed = 1; seed <= 60; seed++) {
            new Storm(seed).run();
        }
    }

    private static final class Storm {
        /** Enough that a lane which is held back always has some that wait. */
        private static final int WAITING_MOST = 15;

        private final long seed;
        private final SplittableRandom random;
        private final CallQueue<String> queue = new CallQueue<>();
        private final List<CallQueue.Entry<String>> out = new ArrayList<>();
        private final List<CallQueue.Entry<String>> waiting = new ArrayList<>();
        private final Map<Lane, Integer> added = new EnumMap<>(Lane.class);
        private final Map<Lane, Integer> sent = new EnumMap<>(Lane.class);
        private final Map<Long, Integer> ordersBy10Seconds = new HashMap<>();
        private final Map<Long, Integer> ordersByMinute = new HashMap<>();
        private final Map<Long, Integer> weightByMinute = new HashMap<>();
        private RateBudget budget = FULL;
        private long now = NOW;
        private int number;

        Storm(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
        }

        void run() {
            for (int step = 0; step < 6_000; step++) {
                now += random.nextInt(40);
                int calls = random.nextInt(4);
                for (int i = 0; i < calls; i++) {
                    add(Lane.values()[random.nextInt(Lane.values().length)]);
                }
                answerSome();
                sendAll();
                checkUrgentDoesNotWait();
            }
            checkMost("orders in 10 s", ordersBy10Seconds, 250, 270);
            checkMost("orders in a minute", ordersByMinute, 1_000, 1_080);
            checkMost("weight in a minute", weightByMinute, 1_900, 2_160);
            sent.forEach((lane, count) -> assertThat(count).isLessThanOrEqualTo(added.get(lane)));
        }

        /** The limit was needed, and was kept. */
        private void checkMost(String what, Map<Long, Integer> used, int least, int most) {
            assertThat(Collections.max(used.values()))
                    .as("seed %d: %s", seed, what)
                    .isBetween(least, most);
        }

        private void add(Lane lane) {
            if (added.getOrDefault(lane, 0) - sent.getOrDefault(lane, 0) < WAITING_MOST) {
                added.merge(lane, 1, Integer::sum);
                CallQueue.Entry<String> entry = entry(lane, number++ % 500, now);
                waiting.add(entry);
                queue.add(entry);
            }
        }

        /** The exchange counts a call at some moment between its sending and its answer: here, when it answers. */
        private void answerSome() {
            while (!out.isEmpty() && random.nextInt(4) > 0) {
                CallQueue.Entry<String> answered = out.remove(random.nextInt(out.size()));
                ordersBy10Seconds.merge(now / 10_000, answered.cost().orders(), Integer::sum);
                ordersByMinute.merge(now / 60_000, answered.cost().orders(), Integer::sum);
                weightByMinute.merge(now / 60_000, answered.cost().weight(), Integer::sum);
                queue.answered(answered);
                budget = budget.answered(answered.cost(), Usage.NONE, now, now);
            }
        }

        private void sendAll() {
            Optional<CallQueue.Entry<String>> next = queue.next(budget, Overload.NONE, now);
            while (next.isPresent()) {
                budget = budget.sent(next.get().cost(), now);
                out.add(next.get());
                waiting.remove(next.get());
                sent.merge(next.get().lane(), 1, Integer::sum);
                next = queue.next(budget, Overload.NONE, now);
            }
        }

        /** Asked at every step, and put into words only when it fails. */
        private void checkUrgentDoesNotWait() {
            Set<LegId> busy = new HashSet<>();
            int others = 0;
            for (CallQueue.Entry<String> entry : out) {
                entry.request().leg().ifPresent(busy::add);
                others += entry.lane().compareTo(Lane.CANCEL) > 0 ? 1 : 0;
            }
            if (others > CallQueue.OUT_OTHER) {
                fail("seed %d: %d calls out that are not urgent".formatted(seed, others));
            }
            boolean slot = out.size() - others < CallQueue.OUT_PROTECTING - CallQueue.OUT_OTHER;
            if (slot && budget.waitMillis(cost(Lane.PROTECT), Lane.PROTECT, now) == 0) {
                for (CallQueue.Entry<String> entry : waiting) {
                    if (entry.lane() == Lane.PROTECT
                            && !busy.contains(entry.request().leg().orElseThrow())) {
                        fail("seed %d: %s waits although its leg, a slot and the budget are free"
                                .formatted(seed, entry));
                    }
                }
            }
        }
    }
}
