package dev.belay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.pattern.StatusReply;
import dev.belay.exchange.Answer;
import dev.belay.exchange.BanStore;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.MoveSlots;
import dev.belay.exchange.MoveWish;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopRoom;
import dev.belay.market.HandClock;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.position.AccountActor;
import dev.belay.position.AccountLimits;
import dev.belay.position.EntryPlan;
import dev.belay.position.Leg;
import dev.belay.position.LegActor;
import dev.belay.position.PositionActor;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** To the legs of a node the door is the gateway, wherever that is and whatever becomes of it. */
@Timeout(30)
class AccountDoorActorTest {

    private static final LegId LEG = LegId.parse("main:BTCUSDT:BOTH");
    private static final Duration QUIET = Duration.ofMillis(100);
    private static final Request READ = new Request.ReadRules();

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
    private final ManualTime time = ManualTime.get(kit.system());
    private final HandClock clock = new HandClock(1_795_000_000_000L);
    private final MoveSlots slots = new MoveSlots(0);
    private final TestProbe<AccountHostActor.Command> host = kit.createTestProbe(AccountHostActor.Command.class);
    private final TestProbe<ExchangeGatewayActor.Result> caller =
            kit.createTestProbe(ExchangeGatewayActor.Result.class);
    private AccountDoorActor.Refs door = new AccountDoorActor.Refs(
            kit.<AccountDoorActor.Command>createTestProbe().getRef(),
            kit.<ExchangeGatewayActor.Command>createTestProbe().getRef(),
            kit.<AccountActor.Command>createTestProbe().getRef());

    /** The place of the account on some node. */
    private final class Place {
        final TestProbe<ExchangeGatewayActor.Command> gateway = kit.createTestProbe(ExchangeGatewayActor.Command.class);
        final TestProbe<AccountActor.Command> account = kit.createTestProbe(AccountActor.Command.class);

        void welcomes() {
            door.door().tell(new AccountDoorActor.Welcome(gateway.getRef(), Optional.of(account.getRef())));
        }

        ExchangeGatewayActor.Call call() {
            return gateway.expectMessageClass(ExchangeGatewayActor.Call.class);
        }

        void isLost() {
            gateway.stop();
        }
    }

    private final Place first = new Place();
    private final Place second = new Place();

    @BeforeEach
    void open() {
        var shown = kit.createTestProbe(AccountDoorActor.Refs.class);
        kit.spawn(AccountDoorActor.create(
                host.getRef(), new AccountLimits(slots, new StopRoom()), BanStore.NONE, clock, shown.getRef()));
        door = shown.receiveMessage();
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private void calls() {
        door.gateway().tell(new ExchangeGatewayActor.Call(READ, caller.getRef()));
    }

    private static ExchangeGatewayActor.Result done(ExchangeGatewayActor.Call call, long sentAt) {
        return new ExchangeGatewayActor.Result(
                call.request(), new Outcome.Done(new Answer.ServerTime(5)), sentAt, call.number());
    }

    private void guards(Leg leg) {
        door.door().tell(new AccountDoorActor.LegChanged(new PositionActor.Changed(leg, List.of())));
    }

    @Test
    void saysHelloUntilItIsWelcomeAndGoesOnSayingIt() {
        host.expectMessageClass(AccountHostActor.Hello.class);
        host.expectNoMessage(QUIET);

        time.timePasses(Duration.ofMillis(500));
        host.expectMessageClass(AccountHostActor.Hello.class);
        first.welcomes();
        time.timePasses(Duration.ofMillis(500));

        assertThat(host.expectMessageClass(AccountHostActor.Hello.class).begin())
                .isFalse();
    }

    @Test
    void tellsWhatANewPlaceHasToKnow() {
        host.expectMessageClass(AccountHostActor.Hello.class);
        var hedge = new Answer.AccountMode(true, true);

        door.door().tell(AccountDoorActor.Begin.INSTANCE);
        assertThat(host.expectMessageClass(AccountHostActor.Hello.class).begin())
                .isTrue();
        door.door().tell(new AccountDoorActor.ModeRead(hedge));

        var hello = host.expectMessageClass(AccountHostActor.Hello.class);
        assertThat(hello.begin()).isTrue();
        assertThat(hello.mode()).contains(hedge);
    }

    @Test
    void aCallWaitsForTheGatewayAndIsAnsweredOnce() {
        calls();
        first.gateway.expectNoMessage(QUIET);

        first.welcomes();
        ExchangeGatewayActor.Call call = first.call();
        call.replyTo().tell(done(call, 7));
        call.replyTo().tell(done(call, 8));

        assertThat(caller.receiveMessage().sentAt()).isEqualTo(7);
        caller.expectNoMessage(QUIET);
    }

    @Test
    void whatWasOnItsWayWhenTheGatewayIsLostIsUnknown() {
        first.welcomes();
        calls();
        ExchangeGatewayActor.Call call = first.call();

        first.isLost();

        var result = caller.receiveMessage();
        assertThat(result.request()).isEqualTo(READ);
        assertThat(result.outcome()).isInstanceOf(Outcome.Unknown.class);
        call.replyTo().tell(done(call, 7));
        caller.expectNoMessage(QUIET);
    }

    @Test
    void whatWasOnItsWayToAFormerGatewayIsUnknownWhenThereIsAnother() {
        first.welcomes();
        calls();
        first.call();

        second.welcomes();

        assertThat(caller.receiveMessage().outcome()).isInstanceOf(Outcome.Unknown.class);
        calls();
        second.call();
    }

    @Test
    void callsMadeWhileThereIsNoGatewayGoToTheNext() {
        first.welcomes();
        calls();
        first.call();
        first.isLost();
        caller.receiveMessage();

        calls();
        second.welcomes();

        ExchangeGatewayActor.Call call = second.call();
        call.replyTo().tell(done(call, 9));
        assertThat(caller.receiveMessage().outcome()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aWishIsToldToEveryGatewayUntilItIsGranted() {
        var mover = kit.createTestProbe(ExchangeGatewayActor.MoveGranted.class);
        var wish = new MoveWish(LEG, BigDecimal.TEN);
        first.welcomes();
        wishes(wish, mover);
        first.gateway.expectMessageClass(ExchangeGatewayActor.WishToMove.class);

        second.welcomes();
        var told = second.gateway.expectMessageClass(ExchangeGatewayActor.WishToMove.class);
        assertThat(told.wish()).isEqualTo(wish);
        assertThat(slots.take(LEG, clock.millis())).as("before its turn").isFalse();
        told.replyTo().tell(new ExchangeGatewayActor.MoveGranted(LEG));

        assertThat(mover.receiveMessage().leg()).isEqualTo(LEG);
        assertThat(slots.take(LEG, clock.millis())).as("in its turn").isTrue();
        first.welcomes();
        first.gateway.expectNoMessage(QUIET);
    }

    @Test
    void aReplayCountsNoWorkThatNobodyDoes() {
        var mover = kit.createTestProbe(ExchangeGatewayActor.MoveGranted.class);

        wishes(new MoveWish(LEG, BigDecimal.TEN), mover);
        clock.pace().begin();
        door.gateway().tell(new ExchangeGatewayActor.WithdrawWish(LEG));
        settled();

        assertThat(clock.underWay()).isZero();
    }

    private void wishes(MoveWish wish, TestProbe<ExchangeGatewayActor.MoveGranted> mover) {
        clock.pace().begin();
        door.gateway().tell(new ExchangeGatewayActor.WishToMove(wish, mover.getRef()));
    }

    @Test
    void anAccountThatBeginsHearsOfEveryLegThatLivesHere() {
        LegId gone = LegId.parse("main:ETHUSDT:BOTH");
        guards(Leg.flat(LEG));
        guards(Leg.flat(gone));
        door.door().tell(new AccountDoorActor.LegNotice(new LegActor.Left(gone)));

        first.welcomes();
        var heard = first.account.expectMessageClass(AccountActor.LegChanged.class);
        assertThat(heard.change()).isEqualTo(new PositionActor.Changed(Leg.flat(LEG), List.of()));
        first.welcomes();
        first.account.expectNoMessage(QUIET);

        second.welcomes();
        second.account.expectMessageClass(AccountActor.LegChanged.class);
        second.account.expectNoMessage(QUIET);
    }

    @Test
    void anOpeningIsRefusedWhileTheAccountIsNotReached() {
        TestProbe<StatusReply<EntryPlan>> reply = kit.createTestProbe();
        var open =
                new AccountActor.Open(LEG.symbol(), Direction.LONG, new BigDecimal("100"), "operator", reply.getRef());

        door.account().tell(open);
        assertThat(reply.receiveMessage().getError()).hasMessageContaining("cannot be reached just now");
        first.welcomes();
        door.account().tell(open);

        assertThat(first.account.receiveMessage()).isEqualTo(open);
    }

    @Test
    void aClockIsMeasuredByItsOwnReadings() {
        first.welcomes();
        door.gateway().tell(new ExchangeGatewayActor.Call(new Request.ReadTime(), caller.getRef()));
        ExchangeGatewayActor.Call call = first.call();

        call.replyTo().tell(done(call, clock.millis() + 3_000));

        assertThat(caller.receiveMessage().sentAt()).isEqualTo(clock.millis());
    }

    @Test
    void aRefusedClockIsToldToThisNodesOwn() {
        var own = kit.createTestProbe(ExchangeGatewayActor.ClockRefused.class);
        door.gateway().tell(new ExchangeGatewayActor.WatchClock(own.getRef()));
        first.welcomes();

        ActorRef<ExchangeGatewayActor.ClockRefused> watcher = first.gateway
                .expectMessageClass(ExchangeGatewayActor.WatchClock.class)
                .watcher();
        watcher.tell(ExchangeGatewayActor.ClockRefused.INSTANCE);

        own.expectMessage(ExchangeGatewayActor.ClockRefused.INSTANCE);
    }

    private void settled() {
        var health = kit.createTestProbe(AccountDoorActor.Health.class);
        door.door().tell(new AccountDoorActor.GetHealth(health.getRef()));
        health.receiveMessage();
    }
}
