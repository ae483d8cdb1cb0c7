package dev.belay.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.belay.exchange.Exchange.Reply;
import dev.belay.money.LegId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The same traffic through the plain gateway and through its actor: both send the same calls in the same order, grant the
 * same turns and want to be woken at the same times. {@code -Dseed=…} repeats one run.
 */
class GatewayAgreesWithCoreTest {

    private static final int RUNS = 40;
    private static final int ACTS = 400;
    private static final long START = 1_763_700_000_000L;

    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final Logger ACTOR = (Logger) LoggerFactory.getLogger(ExchangeGatewayActor.class);

    private final Map<String, Integer> seen = new TreeMap<>();

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
    void theActorDoesWhatThePlainGatewayDoes() {
        Long only = Long.getLong("seed");
        long last = only == null ? RUNS : only;
        for (long seed = only == null ? 1 : only; seed <= last; seed++) {
            new Run(seed).toItsEnd();
        }
        System.out.println(seen);
        if (only == null) {
            assertThat(seen)
                    .containsKeys("call", "result", "turn", "wake-up", "ban", "clock refused", "slot", "NotSent");
        }
    }

    private final class Run {
        private final long seed;
        private final RandomTraffic traffic;
        private final PlainRoad plain;
        private final ActorRoad actor;
        private long now = START;

        Run(long seed) {
            this.seed = seed;
            traffic = new RandomTraffic(seed);
            plain = new PlainRoad(seed, now);
            actor = new ActorRoad(KIT, seed, now);
        }

        void toItsEnd() {
            for (int act = 0; act < ACTS; act++) {
                pass();
                switch (traffic.upTo(10)) {
                    case 0, 1, 2, 3 -> call(traffic.request(now));
                    case 4, 5, 6 -> answer();
                    case 7, 8 -> wish(traffic.wish());
                    default -> leg(traffic.leg());
                }
            }
            actor.stop();
        }

        /** Time goes on to the next wake-up, or less far. */
        private void pass() {
            long until = now + traffic.upTo(traffic.upTo(20) == 0 ? 15_000 : 300);
            List<Long> wakeUps = plain.wakeUps();
            for (int number = 0; number < wakeUps.size(); number++) {
                if (wakeUps.get(number) <= until) {
                    now = Math.max(now, wakeUps.get(number));
                    int due = number;
                    both("a wake-up", road -> road.wake(due, now));
                    return;
                }
            }
            now = until;
        }

        private void call(Request request) {
            both(request.toString(), road -> road.call(request, now));
        }

        private void answer() {
            if (plain.out() > 0) {
                int number = traffic.upTo(plain.out());
                Reply reply = traffic.reply(now);
                both(reply.toString(), road -> road.answer(number, reply, now));
            }
        }

        private void wish(MoveWish wish) {
            both(wish.toString(), road -> road.wish(wish, now));
        }

        private void leg(LegId leg) {
            if (traffic.upTo(3) == 0) {
                both(leg + " withdraws", road -> road.withdraw(leg, now));
            } else {
                both(leg + " asks for a slot", road -> road.take(leg, now));
            }
        }

        private void both(String what, Consumer<Road> act) {
            act.accept(plain);
            act.accept(actor);
            SortedMap<String, List<String>> done = plain.done(now);
            assertThat(actor.done(now))
                    .as("-Dseed=%d after %d ms: %s", seed, now - START, what)
                    .isEqualTo(done);
            done.forEach((kind, lines) -> seen.merge(kind, lines.size(), Integer::sum));
            done.getOrDefault("result", List.of()).stream()
                    .filter(result -> result.contains("NotSent[why=its decision"))
                    .forEach(result -> seen.merge("NotSent", 1, Integer::sum));
        }
    }
}
