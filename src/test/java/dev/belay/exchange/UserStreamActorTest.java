package dev.belay.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.belay.market.HandClock;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UserStreamActorTest {
    private final ActorTestKit kit = ActorTestKit.create();
    private final HandClock clock = new HandClock(1_763_700_000_000L);
    private final TestProbe<ExchangeGatewayActor.Command> gateway =
            kit.createTestProbe(ExchangeGatewayActor.Command.class);
    private final TestProbe<UserStreamActor.Report> reports = kit.createTestProbe(UserStreamActor.Report.class);
    private final CopyOnWriteArrayList<UserFeed.Listener> connections = new CopyOnWriteArrayList<>();

    private final CopyOnWriteArrayList<Integer> closed = new CopyOnWriteArrayList<>();
    private final ActorRef<UserStreamActor.Command> stream = kit.spawn(UserStreamActor.create(
            (key, listener) -> {
                int number = connections.size();
                connections.add(listener);
                listener.opened();
                return () -> closed.add(number);
            },
            gateway.getRef(),
            reports.getRef(),
            clock));

    @BeforeEach
    void start() {
        answerKey();
        caughtUp();
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private Request answer(Outcome outcome) {
        var call = gateway.expectMessageClass(ExchangeGatewayActor.Call.class);
        call.replyTo().tell(new ExchangeGatewayActor.Result(call.request(), outcome, clock.millis()));
        return call.request();
    }

    private Request answerKey() {
        return answer(new Outcome.Done(new Answer.UserStreamKey("secret")));
    }

    private UserStreamActor.Report.Connected connected() {
        return reports.expectMessageClass(UserStreamActor.Report.Connected.class);
    }

    /** The listener has read the state before the newest connection. */
    private void caughtUp() {
        stream.tell(new UserStreamActor.CaughtUp(connected().number()));
    }

    private void says(int connection, UserEvent event) {
        connections.get(connection).event(event);
    }

    private static UserEvent event(String type) {
        return new UserEvent.Other(type, 1);
    }

    private UserEvent said() {
        return reports.expectMessageClass(UserStreamActor.Report.Said.class).event();
    }

    private UserEvent.KeyExpired expired() {
        return new UserEvent.KeyExpired(clock.millis());
    }

    private void nothingIsAsked() {
        gateway.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void aLostStreamIsOpenedAgainAfterAPause() {
        connections.get(0).ended("reset");
        reports.expectMessageClass(UserStreamActor.Report.Lost.class);
        nothingIsAsked();

        clock.pass(Duration.ofMillis(1_500));

        assertThat(answerKey()).isInstanceOf(Request.OpenUserStream.class);
        caughtUp();
    }

    @Test
    void theNewConnectionIsHeldUntilTheStateBeforeItIsRead() {
        clock.pass(Duration.ofSeconds(5));
        says(0, expired());
        answerKey();
        int number = connected().number();
        says(1, event("first"));
        says(1, event("second"));
        says(0, event("still heard"));
        assertThat(said()).isEqualTo(event("still heard"));
        reports.expectNoMessage(Duration.ofMillis(100));
        assertThat(closed).isEmpty();

        stream.tell(new UserStreamActor.CaughtUp(number));

        assertThat(said()).isEqualTo(event("first"));
        assertThat(said()).isEqualTo(event("second"));
        await().untilAsserted(() -> assertThat(closed).containsExactly(0));
    }

    @Test
    void whatIsHeldIsToldAfterThreeSecondsAtTheLatest() {
        clock.pass(Duration.ofSeconds(5));
        says(0, expired());
        answerKey();
        connected();
        says(1, event("urgent"));
        reports.expectNoMessage(Duration.ofMillis(100));

        clock.pass(Duration.ofSeconds(3));

        assertThat(said()).isEqualTo(event("urgent"));
    }

    @Test
    void anExpiredKeyIsReplacedOnceHoweverOftenItIsTold() {
        clock.pass(Duration.ofSeconds(5));
        says(0, expired());
        says(0, expired());

        assertThat(answerKey()).isInstanceOf(Request.OpenUserStream.class);
        clock.pass(Duration.ofMillis(1));
        caughtUp();
        says(0, new UserEvent.KeyExpired(clock.millis() - 1));

        nothingIsAsked();
        assertThat(connections).hasSize(2);
    }

    @Test
    void theEndOfAnOldConnectionMeansNothing() {
        clock.pass(Duration.ofSeconds(5));
        says(0, expired());
        answerKey();
        caughtUp();

        connections.get(0).ended("closed by us");

        reports.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void aNewConnectionThatFailsIsTriedAgainWhileTheOldOneIsHeard() {
        clock.pass(Duration.ofSeconds(5));
        says(0, expired());
        answerKey();
        connected();
        says(1, event("before the end"));
        connections.get(1).ended("reset");
        assertThat(said()).isEqualTo(event("before the end"));
        says(0, event("old"));
        assertThat(said()).isEqualTo(event("old"));

        clock.pass(Duration.ofMillis(1_500));

        answerKey();
        caughtUp();
        assertThat(connections).hasSize(3);
    }

    @Test
    void theKeyIsProlongedAndReplacedWhenItIsGone() {
        clock.pass(KeyKeeping.EVERY);
        assertThat(answer(new Outcome.Refused(-1125, "gone"))).isInstanceOf(Request.KeepUserStream.class);

        assertThat(answerKey()).isInstanceOf(Request.OpenUserStream.class);
    }

    @Test
    void aKeyThatCouldNotBeProlongedIsTriedAgainSoonAndNotTwiceAsOften() {
        clock.pass(KeyKeeping.EVERY);
        answer(new Outcome.Unknown("time-out"));
        await().untilAsserted(() -> {
            clock.pass(Duration.ofSeconds(10));
            gateway.expectMessageClass(ExchangeGatewayActor.Call.class);
        });
        clock.pass(KeyKeeping.EVERY.minusSeconds(1));
        nothingIsAsked();
    }

    @Test
    void aKeyThatTurnsOutToBeAnotherIsUsed() {
        clock.pass(KeyKeeping.EVERY);
        answer(new Outcome.Done(new Answer.UserStreamKey("another")));

        assertThat(answerKey()).isInstanceOf(Request.OpenUserStream.class);
    }

    @Test
    void aConnectionIsReplacedBeforeItIsADayOld() {
        says(0, event("its age counts from before this"));
        said();
        for (int hours = 0; hours < 23; hours++) {
            assertThat(connections).hasSize(1);
            clock.pass(Duration.ofHours(1));
            assertThat(answerKey()).isInstanceOf(Request.KeepUserStream.class);
            says(0, event("the answer is worked on"));
            said();
        }
        clock.pass(Duration.ofMinutes(30));
        if (answerKey() instanceof Request.KeepUserStream) {
            answerKey();
        }
        caughtUp();
        await().untilAsserted(() -> assertThat(closed).containsExactly(0));
    }

    @Test
    void aDoubtedStreamIsOpenedAnewOnceAMinute() {
        stream.tell(new UserStreamActor.Doubt("a fill was not told"));
        answerKey();
        caughtUp();
        stream.tell(new UserStreamActor.Doubt("another"));
        nothingIsAsked();

        clock.pass(Duration.ofMinutes(1));
        assertThat(answer(new Outcome.Done(new Answer.UserStreamKey("secret"))))
                .isInstanceOf(Request.KeepUserStream.class);
        stream.tell(new UserStreamActor.Doubt("and another"));

        assertThat(answerKey()).isInstanceOf(Request.OpenUserStream.class);
    }

    @Test
    void theKeyIsNeverShown() {
        assertThat(new Answer.UserStreamKey("secret").toString()).doesNotContain("secret");
    }
}
