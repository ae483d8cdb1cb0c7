package dev.belay.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
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

    @BeforeEach
    void start() {
        UserFeed feed = (key, listener) -> {
            connections.add(listener);
            listener.opened();
            return () -> {};
        };
        kit.spawn(UserStreamActor.create(feed, gateway.getRef(), reports.getRef(), clock));
        answerKey();
        reports.expectMessageClass(UserStreamActor.Report.Connected.class);
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

    @Test
    void aLostStreamIsOpenedAgainAfterAPause() {
        connections.get(0).ended("reset");
        reports.expectMessageClass(UserStreamActor.Report.Lost.class);
        gateway.expectNoMessage(Duration.ofMillis(100));

        clock.pass(Duration.ofSeconds(1));

        assertThat(answerKey()).isInstanceOf(Request.OpenUserStream.class);
        reports.expectMessageClass(UserStreamActor.Report.Connected.class);
    }

    @Test
    void anExpiredKeyIsReplacedAtOnce() {
        connections.get(0).event(new UserEvent.KeyExpired(1));

        assertThat(answerKey()).isInstanceOf(Request.OpenUserStream.class);
        reports.expectMessageClass(UserStreamActor.Report.Connected.class);
        assertThat(connections).hasSize(2);
    }

    @Test
    void theEndOfAnOldConnectionMeansNothing() {
        connections.get(0).event(new UserEvent.KeyExpired(1));
        answerKey();
        reports.expectMessageClass(UserStreamActor.Report.Connected.class);

        connections.get(0).ended("closed by us");

        reports.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void theKeyIsProlongedAndReplacedWhenItIsGone() {
        clock.pass(Duration.ofMinutes(25));
        assertThat(answer(new Outcome.Refused(-1125, "gone"))).isInstanceOf(Request.KeepUserStream.class);

        assertThat(answerKey()).isInstanceOf(Request.OpenUserStream.class);
    }

    @Test
    void theKeyIsNeverShown() {
        assertThat(new Answer.UserStreamKey("secret").toString()).doesNotContain("secret");
    }
}
