package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The same news to the plain watch of an account and to its actor: both tell the same legs the same, read the same and
 * want to be woken at the same times. {@code -Dseed=…} repeats one run.
 */
class AccountAgreesWithCoreTest {

    private static final int RUNS = 40;
    private static final int ACTS = 200;

    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Logger ACTOR = (Logger) LoggerFactory.getLogger(AccountActor.class);

    @BeforeAll
    static void beSilent() {
        ACTOR.setLevel(Level.ERROR);
    }

    @AfterAll
    static void stop() {
        ACTOR.setLevel(null);
        KIT.shutdownTestKit();
    }

    @Test
    void theActorDoesWhatThePlainWatchSays() {
        Long only = Long.getLong("seed");
        Map<String, Integer> seen = new TreeMap<>();
        long last = only == null ? RUNS : only;
        for (long seed = only == null ? 1 : only; seed <= last; seed++) {
            var twins = new AccountTwins(KIT, seed);
            for (int act = 0; act < ACTS; act++) {
                String what = twins.act();
                var expected = twins.said();
                assertThat(twins.done())
                        .as("-Dseed=%d, act %d: %s", seed, act, what)
                        .isEqualTo(expected);
                expected.forEach((kind, lines) -> seen.merge(kind, lines.size(), Integer::sum));
            }
            twins.stop();
        }
        System.out.println(seen);
        if (only == null) {
            assertThat(seen).containsKeys("leg", "read", "wake-up", "caught up", "doubt");
        }
    }
}
