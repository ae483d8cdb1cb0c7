package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.belay.exchange.Answer;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClockActorTest {

    private static final long NOW = 1_763_700_000_000L;

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final AtomicLong millis = new AtomicLong(NOW);
    private final MachineClock clock = new MachineClock(millis::get, () -> TimeUnit.MILLISECONDS.toNanos(millis.get()));
    private final TestProbe<ExchangeGatewayActor.Command> gateway =
            kit.createTestProbe(ExchangeGatewayActor.Command.class);

    private ExchangeGatewayActor.Call first;
    private ActorRef<ExchangeGatewayActor.ClockRefused> watcher;

    @BeforeEach
    void start() {
        kit.spawn(ClockActor.create(clock, gateway.getRef()));
        watcher = gateway.expectMessageClass(ExchangeGatewayActor.WatchClock.class)
                .watcher();
        first = nextCall();
    }

    @AfterEach
    void stop() {
        clock.close();
        kit.shutdownTestKit();
    }

    private ExchangeGatewayActor.Call nextCall() {
        return gateway.expectMessageClass(ExchangeGatewayActor.Call.class);
    }

    /** The exchange is {@code ahead} of this machine; the way there takes {@code there}, the way back {@code back}. */
    private void answer(ExchangeGatewayActor.Call call, long ahead, long there, long back) {
        assertThat(call.request()).isEqualTo(new Request.ReadTime());
        long sentAt = clock.millis();
        millis.addAndGet(there);
        long said = millis.get() + ahead;
        millis.addAndGet(back);
        call.replyTo()
                .tell(new ExchangeGatewayActor.Result(
                        call.request(), new Outcome.Done(new Answer.ServerTime(said)), sentAt));
    }

    private void awaitOffset(long offset) {
        await().atMost(Duration.ofSeconds(5)).until(() -> clock.offsetMillis() == offset);
    }

    @Test
    void theOffsetIsTakenFromTheMiddleOfTheCall() {
        answer(first, 700, 40, 40);

        awaitOffset(700);
    }

    @Test
    void theExchangeMayBeBehind() {
        answer(first, -3_000, 10, 10);

        awaitOffset(-3_000);
    }

    @Test
    void itAsksAgainEveryThreeMinutesAndFollowsTheDrift() {
        answer(first, 700, 10, 10);
        awaitOffset(700);
        time.timePasses(Duration.ofMinutes(3));

        answer(nextCall(), 650, 10, 10);

        awaitOffset(650);
    }

    @Test
    void aRefusedClockIsSetAtOnceAndOnlyOnceForManyRefusals() {
        answer(first, 0, 10, 10);
        time.timePasses(Duration.ofMillis(1));
        millis.addAndGet(60_000);

        for (int i = 0; i < 20; i++) {
            watcher.tell(ExchangeGatewayActor.ClockRefused.INSTANCE);
        }

        var call = nextCall();
        gateway.expectNoMessage(Duration.ofMillis(100));
        answer(call, 1_500, 5, 5);
        awaitOffset(1_500);
    }

    @Test
    void aSlowAnswerDoesNotReplaceABetterOne() {
        answer(first, 100, 10, 10);
        awaitOffset(100);
        time.timePasses(Duration.ofMinutes(3));

        answer(nextCall(), 100, 0, 1_800);

        time.timePasses(Duration.ofSeconds(10));
        nextCall();
        assertThat(clock.offsetMillis()).isEqualTo(100);
    }
}
