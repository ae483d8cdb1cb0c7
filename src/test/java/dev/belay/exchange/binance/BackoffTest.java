package dev.belay.exchange.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void waitsFromAFifthOfASecondUpToHalfAMinute() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            int failures = random.nextInt(1_000_000);
            assertThat(Backoff.after(0, random))
                    .as("seed %s", seed)
                    .isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
            assertThat(Backoff.after(failures, random)).isBetween(Duration.ofMillis(200), Duration.ofSeconds(30));
        }
        assertThat(Backoff.after(50, random)).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }
}
