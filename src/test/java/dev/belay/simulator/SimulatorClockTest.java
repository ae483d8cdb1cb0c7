package dev.belay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatorClockTest {

    private static final long START = 1_000_000;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<String> happened = new CopyOnWriteArrayList<>();
    private SimulatorClock clock = new SimulatorClock(START, Speed.MAX, true);

    @AfterEach
    void stop() {
        clock.stop();
    }

    private void note(String what) {
        happened.add(what + "@" + (clock.millis() - START));
        clock.pace().end();
    }

    /** Steps every 1,000 ms, {@code count} of them. */
    private SimulatorClock.Schedule steps(int count) {
        AtomicLong fired = new AtomicLong();
        return new SimulatorClock.Schedule() {
            @Override
            public OptionalLong nextAt() {
                long next = fired.get() + 1;
                return next > count ? OptionalLong.empty() : OptionalLong.of(START + next * 1_000);
            }

            @Override
            public void fire(long at) {
                fired.incrementAndGet();
                note("price");
            }
        };
    }

    @Test
    void runsPricesAndWakeUpsInOrderAtTheirExactTimes() {
        clock.after(Duration.ofMillis(1_500), () -> note("b"));
        clock.after(Duration.ofMillis(500), () -> {
            clock.after(Duration.ofMillis(250), () -> note("chained"));
            note("a");
        });
        clock.after(Duration.ofSeconds(2), () -> note("c"));
        clock.drive(steps(3));
        await().atMost(SOON).until(() -> happened.size() == 7);
        assertThat(happened)
                .containsExactly("a@500", "chained@750", "price@1000", "b@1500", "c@2000", "price@2000", "price@3000");
    }

    @Test
    void standsStillWhileWorkIsUnderWay() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        clock.after(Duration.ofMillis(500), begun::countDown);
        clock.drive(steps(100));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        assertThat(clock.millis()).isEqualTo(START + 500);
        assertThat(happened).isEmpty();
        clock.pace().end();
        await().atMost(SOON).until(() -> happened.size() == 100);
        assertThat(clock.overruns()).isZero();
    }

    @Test
    void goesOnWhenWorkNeverEndsAndCountsIt() throws InterruptedException {
        PaceCounter pace = new PaceCounter(50);
        pace.begin();
        pace.awaitIdle();
        assertThat(pace.overruns()).isEqualTo(1);
        assertThat(pace.underWay()).isZero();
    }

    @Test
    void neverCountsBelowZero() {
        PaceCounter pace = new PaceCounter(50);
        pace.end();
        pace.begin();
        assertThat(pace.underWay()).isEqualTo(1);
    }

    @Test
    void flowsInRealTimeAndDoesNotWait() {
        clock = new SimulatorClock(START, Speed.REAL, true);
        clock.pace().begin();
        clock.drive(steps(1));
        await().atMost(SOON).until(() -> happened.size() == 1);
        assertThat(clock.millis()).isBetween(START + 1_000, START + 5_000);
        assertThat(Long.parseLong(happened.get(0).split("@", 2)[1])).isBetween(1_000L, 3_000L);
    }

    @Test
    void standsStillWhilePaused() {
        clock.pause();
        clock.drive(steps(10));
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        assertThat(happened).isEmpty();
        clock.resume();
        await().atMost(SOON).until(() -> happened.size() == 10);
    }

    @Test
    void keepsAChosenSpeed() {
        clock = new SimulatorClock(START, Speed.of("100"), true);
        long begun = System.nanoTime();
        clock.drive(steps(50));
        await().atMost(SOON).until(() -> happened.size() == 50);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(450), Duration.ofSeconds(5));
    }
}
