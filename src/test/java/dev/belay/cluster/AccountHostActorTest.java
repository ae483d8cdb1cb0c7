package dev.belay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.exchange.Answer;
import dev.belay.exchange.BanStore;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.MoveSlots;
import dev.belay.exchange.StopRoom;
import dev.belay.exchange.UserStreamActor;
import dev.belay.money.LegId;
import dev.belay.position.AccountActor;
import dev.belay.position.AccountLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AccountHostActorTest {

    private static final Duration QUIET = Duration.ofMillis(100);
    private static final long NOW = 1_795_000_000_000L;

    private final ActorTestKit kit = ActorTestKit.create();
    private final MoveSlots slots = new MoveSlots(3);
    private final StopRoom room = new StopRoom();
    private final List<Long> kept = new CopyOnWriteArrayList<>();
    private final TestProbe<ExchangeGatewayActor.Command> gateway =
            kit.createTestProbe(ExchangeGatewayActor.Command.class);
    private final TestProbe<AccountActor.Command> account = kit.createTestProbe(AccountActor.Command.class);
    private final TestProbe<AccountDoorActor.Command> door = kit.createTestProbe(AccountDoorActor.Command.class);
    private final List<BanStore> bans = new CopyOnWriteArrayList<>();
    private final ActorRef<AccountHostActor.Command> host = kit.spawn(AccountHostActor.create(new Parts()));

    private final class Parts implements AccountHostActor.Parts {

        @Override
        public Behavior<ExchangeGatewayActor.Command> gateway(BanStore store) {
            bans.add(store);
            return Behaviors.receiveMessage(command -> {
                gateway.getRef().tell(command);
                if (command instanceof ExchangeGatewayActor.WithdrawWish) {
                    throw new IllegalStateException("a part fails");
                }
                return Behaviors.same();
            });
        }

        @Override
        public Behavior<AccountActor.Command> account(ActorRef<ExchangeGatewayActor.Command> road) {
            return Behaviors.monitor(AccountActor.Command.class, account.getRef(), Behaviors.ignore());
        }

        @Override
        public Behavior<UserStreamActor.Command> userStream(
                ActorRef<ExchangeGatewayActor.Command> road, ActorRef<UserStreamActor.Report> evidence) {
            return Behaviors.ignore();
        }

        @Override
        public BanStore bans() {
            return new BanStore() {
                @Override
                public long until() {
                    return 0;
                }

                @Override
                public void keep(long until) {
                    kept.add(until);
                }
            };
        }

        @Override
        public AccountLimits limits() {
            return new AccountLimits(slots, room);
        }
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private AccountDoorActor.Welcome hello(boolean begin, Optional<Answer.AccountMode> mode) {
        host.tell(new AccountHostActor.Hello(door.getRef(), begin, mode));
        return door.expectMessageClass(AccountDoorActor.Welcome.class);
    }

    @Test
    void theGatewayIsThereAtOnceAndTheAccountWhenLegsCanBeTold() {
        assertThat(hello(false, Optional.empty()).account()).isEmpty();

        var welcome = hello(true, Optional.empty());

        assertThat(welcome.account()).isPresent();
        assertThat(hello(true, Optional.empty())).as("the next time").isEqualTo(welcome);
    }

    @Test
    void theModeIsToldOnce() {
        var mode = new Answer.AccountMode(true, true);

        hello(true, Optional.of(mode));
        hello(true, Optional.of(mode));

        account.expectMessage(new AccountActor.ModeRead(mode));
        account.expectNoMessage(QUIET);
    }

    @Test
    void aBanIsKeptHereAndToldToEveryNode() {
        hello(false, Optional.empty());

        bans.get(0).keep(NOW);

        door.expectMessage(new AccountDoorActor.Banned(NOW));
        assertThat(kept).containsExactly(NOW);
    }

    @Test
    void whenAPartFailsAllBeginAnewAndTheNodesAreWelcomedAgain() {
        var before = hello(true, Optional.empty());

        before.gateway().tell(new ExchangeGatewayActor.WithdrawWish(LegId.parse("main:BTCUSDT:BOTH")));
        gateway.expectMessageClass(ExchangeGatewayActor.WithdrawWish.class);
        kit.createTestProbe().expectTerminated(before.gateway());

        var after = Awaitility.await()
                .until(
                        () -> hello(true, Optional.empty()),
                        now -> !now.gateway().equals(before.gateway()));
        assertThat(after.account()).isPresent().isNotEqualTo(before.account());
    }

    @Test
    void whenANodeIsLostTheLegsOfTheOthersAreToldAnew() {
        hello(true, Optional.empty());
        TestProbe<AccountDoorActor.Command> lost = kit.createTestProbe(AccountDoorActor.Command.class);
        host.tell(new AccountHostActor.Hello(lost.getRef(), true, Optional.empty()));
        lost.expectMessageClass(AccountDoorActor.Welcome.class);

        lost.stop();

        account.expectMessage(AccountActor.NodeLost.INSTANCE);
        door.expectMessage(AccountDoorActor.TellLegs.INSTANCE);
    }

    @Test
    void aNodeThatTheAccountLeavesHasNoFreeSlots() {
        LegId leg = LegId.parse("main:BTCUSDT:BOTH");
        assertThat(slots.take(leg, NOW)).isTrue();

        kit.stop(host);

        assertThat(slots.take(LegId.parse("main:ETHUSDT:BOTH"), NOW)).isFalse();
    }
}
