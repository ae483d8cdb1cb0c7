package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How soon fifty legs write again when the database is back after eight seconds. The times are printed; what is asserted
 * does not hang on how busy the machine is.
 */
@Timeout(120)
class WritingAgainTest {

    private static final Duration AWAY = Duration.ofSeconds(8);
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final JournalCrowd crowd = new JournalCrowd();

    @AfterEach
    void close() throws IOException {
        crowd.close();
    }

    @Test
    void aServerThatWasKilledAndStartedAgain() {
        crowd.server().kill();
        everybodyTriesEverySecond(SETTLED);
        int asked = crowd.relay().welcomed();
        everybodyTriesEverySecond(AWAY.minus(SETTLED));
        int askedSince = crowd.relay().welcomed() - asked;
        crowd.forgetWhoHasWritten();
        crowd.server().restart();

        printWhenEverybodyHasWritten("killed and started again", System.nanoTime());

        assertThat(askedSince)
                .as("attempts to connect in 5 s: no pause grows so long that it outlasts the outage by much")
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void aServerThatStoodStill() {
        crowd.server().freeze();
        everybodyTriesEverySecond(AWAY);
        crowd.forgetWhoHasWritten();
        crowd.server().thaw();

        printWhenEverybodyHasWritten("stood still", System.nanoTime());
    }

    @Test
    void aNetworkThatLostEverythingOnItsWay() {
        crowd.relay().mute(true);
        everybodyTriesEverySecond(AWAY);
        crowd.forgetWhoHasWritten();
        crowd.relay().mute(false);

        printWhenEverybodyHasWritten("behind a network that was mute, and all connections with it", System.nanoTime());
    }

    @Test
    void connectionsThatWereCutWhileTheServerLives() {
        crowd.everybodyTries("cut off");
        crowd.forgetWhoHasWritten();
        crowd.relay().cut();
        long back = System.nanoTime();
        crowd.everybodyTries("after the cut");

        printWhenEverybodyHasWritten("cut off", back);
    }

    private void everybodyTriesEverySecond(Duration time) {
        long began = System.nanoTime();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .atMost(time.plusSeconds(5))
                .until(() -> {
                    crowd.everybodyTries("while it is away");
                    return System.nanoTime() - began > time.toNanos();
                });
    }

    private void printWhenEverybodyHasWritten(String what, long back) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(40))
                .until(() -> crowd.firstWritten().size() == JournalCrowd.LEGS);
        List<Long> millis = crowd.firstWritten().stream()
                .map(nanos -> Math.max(0, nanos - back) / 1_000_000)
                .sorted()
                .toList();
        System.out.printf(
                "database %s: %d legs have written again after %d ms (first), %d ms (median), %d ms (last)%n",
                what, millis.size(), millis.get(0), millis.get(millis.size() / 2), millis.get(millis.size() - 1));
        crowd.everybodyWrites("after");
        System.out.printf("... and all that has piled up after %d ms%n", (System.nanoTime() - back) / 1_000_000);
        crowd.everyJournalIsWhole();
    }
}
