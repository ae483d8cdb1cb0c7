package dev.belay.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.belay.market.HandClock;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ExchangeGatewayActorTest {
    private static final LegId BTC = LegId.parse("main:BTCUSDT:BOTH");
    private static final LegId ETH = LegId.parse("main:ETHUSDT:BOTH");
    private static final long NOW = 1_763_700_000_000L;

    private final ActorTestKit kit = ActorTestKit.create();
    private final HandClock clock = new HandClock(NOW);
    private final ScriptedExchange exchange = new ScriptedExchange();
    private final MoveSlots slots = new MoveSlots(0);
    private final RememberedBan bans = new RememberedBan();
    private final ExchangeGatewayActor.Terms terms =
            new ExchangeGatewayActor.Terms(Duration.ofMillis(2_500), slots, bans, new SplittableRandom(1));
    private final TestProbe<ExchangeGatewayActor.Result> results =
            kit.createTestProbe(ExchangeGatewayActor.Result.class);

    /** Records calls and answers them when told to. */
    private static final class ScriptedExchange implements Exchange {
        private record Sent(Request request, CompletableFuture<Reply> reply) {}

        private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<Reply> call(Request request) {
            var reply = new CompletableFuture<Reply>();
            sent.add(new Sent(request, reply));
            return reply;
        }

        @Override
        public Cost costOf(Request request) {
            return request instanceof Request.PlaceStop || request instanceof Request.PlaceMarket
                    ? new Cost(0, 1)
                    : new Cost(1, 0);
        }

        Sent next() {
            try {
                Sent next = sent.poll(3, TimeUnit.SECONDS);
                assertThat(next).as("a call").isNotNull();
                return next;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A ban file in memory. */
    private static final class RememberedBan implements BanStore {
        private volatile long until;

        @Override
        public long until() {
            return until;
        }

        @Override
        public void keep(long end) {
            until = end;
        }
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private ActorRef<ExchangeGatewayActor.Command> gateway(RateBudget budget) {
        return kit.spawn(ExchangeGatewayActor.create(exchange, budget, clock, terms));
    }

    private static RateBudget full() {
        return RateBudget.full(RateBudget.Limits.PUBLISHED);
    }

    /** So many orders were placed and answered in this window. */
    private static RateBudget used(int orders) {
        var cost = new Exchange.Cost(0, orders);
        return full().sent(cost, NOW).answered(cost, Usage.NONE, NOW, NOW);
    }

    private void call(ActorRef<ExchangeGatewayActor.Command> gateway, Request request) {
        gateway.tell(new ExchangeGatewayActor.Call(request, results.getRef()));
    }

    private static Request stop(LegId leg, String id, long decidedAt) {
        return new Request.PlaceStop(
                new StopTicket(leg, id, Side.SELL, Quantity.of("1"), Price.of("98"), false), decidedAt);
    }

    private static void answer(ScriptedExchange.Sent sent) {
        sent.reply().complete(new Exchange.Reply(new Outcome.Unknown("scripted"), Usage.NONE));
    }

    @Test
    void oneCallOfALegIsOutAtATimeAndOtherLegsDoNotWait() {
        var gateway = gateway(full());

        call(gateway, stop(BTC, "first", NOW));
        call(gateway, stop(BTC, "second", NOW));
        call(gateway, stop(ETH, "other", NOW));

        var first = exchange.next();
        assertThat(first.request()).isEqualTo(stop(BTC, "first", NOW));
        assertThat(exchange.next().request()).isEqualTo(stop(ETH, "other", NOW));
        assertThat(exchange.sent).isEmpty();
        answer(first);
        assertThat(exchange.next().request()).isEqualTo(stop(BTC, "second", NOW));
    }

    /** An answer that is held back comes when time has gone on: nobody who waits for it may keep time from doing so. */
    @Test
    void aCallThatWaitsForTheAnswerOfItsLegDoesNotHoldUpTime() {
        var gateway = gateway(full());
        clock.pace().begin();
        call(gateway, stop(BTC, "first", NOW));
        clock.pace().begin();
        call(gateway, stop(BTC, "second", NOW));
        health(gateway);
        assertThat(clock.underWay()).as("the call that is out").isEqualTo(1);

        answer(exchange.next());
        results.receiveMessage();

        exchange.next();
        assertThat(clock.underWay())
                .as("the result that nobody has dealt with, and the second call")
                .isEqualTo(2);
    }

    @Test
    void theMoreUrgentLaneOfALegGoesFirst() {
        var gateway = gateway(full());
        call(gateway, stop(BTC, "first", NOW));
        var first = exchange.next();
        Request exit = new Request.PlaceMarket(new MarketTicket(BTC, "exit", Side.SELL, Quantity.of("1"), true), NOW);

        call(gateway, new Request.CancelStop(BTC, "old", NOW));
        call(gateway, exit);
        answer(first);

        assertThat(exchange.next().request()).isEqualTo(exit);
    }

    @Test
    void aStaleDecisionIsNotSent() {
        var gateway = gateway(full());

        call(gateway, stop(BTC, "old", NOW - 2_501));

        assertThat(results.receiveMessage().outcome()).isInstanceOf(Outcome.NotSent.class);
        assertThat(exchange.sent).isEmpty();
    }

    @Test
    void aCallWaitsForTheBudgetAndLeavesWhenTheWindowTurns() {
        var gateway = gateway(full().silent(NOW + 1_000, NOW));
        Request read = new Request.ReadPositions(Optional.of(new Symbol("BTCUSDT")));

        call(gateway, read);
        var health = kit.createTestProbe(GatewayHealth.class);
        gateway.tell(new ExchangeGatewayActor.GetHealth(health.getRef()));
        assertThat(health.receiveMessage().waiting()).containsEntry(Lane.AUDIT, new GatewayHealth.Waiting(1, 0));
        clock.pass(Duration.ofSeconds(1));

        assertThat(exchange.next().request()).isEqualTo(read);
    }

    @Test
    void aBrokenAdapterIsAnUnknownOutcome() {
        var gateway = gateway(full());
        call(gateway, stop(BTC, "first", NOW));

        exchange.next().reply().completeExceptionally(new IllegalStateException("secret inside"));

        Outcome outcome = results.receiveMessage().outcome();
        assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
        assertThat(outcome.toString()).doesNotContain("secret");
    }

    private static void answer(ScriptedExchange.Sent sent, Outcome outcome, Usage usage) {
        sent.reply().complete(new Exchange.Reply(outcome, usage));
    }

    private GatewayHealth health(ActorRef<ExchangeGatewayActor.Command> gateway) {
        var probe = kit.createTestProbe(GatewayHealth.class);
        gateway.tell(new ExchangeGatewayActor.GetHealth(probe.getRef()));
        return probe.receiveMessage();
    }

    @Test
    void aBanSilencesEverythingAndOutlivesTheGateway() {
        var gateway = gateway(full());
        call(gateway, stop(BTC, "first", NOW));
        long end = NOW + 120_000;
        answer(exchange.next(), new Outcome.Refused(-1003, "banned"), new Usage(-1, -1, -1, end));
        results.receiveMessage();
        assertThat(bans.until()).isBetween(end + 500, end + 2_000);
        kit.stop(gateway);

        var next = gateway(full());
        Request exit = new Request.PlaceMarket(
                new MarketTicket(BTC, "exit", Side.SELL, Quantity.of("1"), true), NOW + 121_000);
        call(next, exit);
        call(next, new Request.ReadTime());
        assertThat(health(next).silentUntil()).isEqualTo(bans.until());
        assertThat(exchange.sent).isEmpty();
        clock.pass(Duration.ofMillis(120_499));
        assertThat(health(next).waiting()).containsKeys(Lane.EXIT, Lane.RESOLVE);
        assertThat(exchange.sent).isEmpty();
        clock.pass(Duration.ofMillis(2_002));

        assertThat(exchange.next().request()).isEqualTo(exit);
        assertThat(exchange.next().request()).isEqualTo(new Request.ReadTime());
    }

    @Test
    void tooManyOrdersHoldBackPlacingWhileCancelsAndQueriesPass() {
        var gateway = gateway(full());
        call(gateway, stop(BTC, "first", NOW));
        answer(exchange.next(), new Outcome.Refused(-1015, "many"), new Usage(-1, -1, -1, -1, NOW + 2_000));
        results.receiveMessage();

        call(gateway, stop(ETH, "second", NOW));
        call(gateway, new Request.CancelStop(BTC, "old", NOW));

        assertThat(exchange.next().request()).isEqualTo(new Request.CancelStop(BTC, "old", NOW));
        assertThat(health(gateway).placingSilentUntil()).isEqualTo(NOW + 2_000);
        assertThat(exchange.sent).isEmpty();
        clock.pass(Duration.ofSeconds(2));
        assertThat(exchange.next().request()).isEqualTo(stop(ETH, "second", NOW));
    }

    @Test
    void aClockThatIsRefusedIsToldToWhoeverWatchesIt() {
        var gateway = gateway(full());
        var watcher = kit.createTestProbe(ExchangeGatewayActor.ClockRefused.class);
        gateway.tell(new ExchangeGatewayActor.WatchClock(watcher.getRef()));
        call(gateway, stop(BTC, "first", NOW));

        answer(exchange.next(), new Outcome.Refused(-1021, "outside of the recvWindow"), Usage.NONE);

        assertThat(watcher.receiveMessage()).isEqualTo(ExchangeGatewayActor.ClockRefused.INSTANCE);
    }

    @Test
    void lowerLimitsThatAreReadHoldFromThenOn() {
        var gateway = gateway(full());
        call(gateway, new Request.ReadOrderLimits());
        var limits = new RateBudget.Limits(Integer.MAX_VALUE, 20, 40);
        answer(exchange.next(), new Outcome.Done(new Answer.OrderLimits(limits)), Usage.NONE);
        results.receiveMessage();

        assertThat(health(gateway).used().of()).isEqualTo(new RateBudget.Limits(2_400, 20, 40));
    }

    @Test
    void whileThereIsRoomALegTakesItsSlotWithoutAskingAnybody() {
        var gateway = gateway(full());
        health(gateway);

        assertThat(slots.take(BTC, NOW)).isTrue();
    }

    @Test
    void whenMovesAreShortTheGreatestDebtIsServedWhenTheWindowTurnsAndTheNextALittleLater() {
        var gateway = gateway(used(225));
        var turns = kit.createTestProbe(ExchangeGatewayActor.MoveGranted.class);
        assertThat(health(gateway).moves().waiting()).isZero();
        assertThat(slots.take(BTC, NOW)).isFalse();
        gateway.tell(new ExchangeGatewayActor.WishToMove(new MoveWish(BTC, BigDecimal.ONE), turns.getRef()));
        gateway.tell(new ExchangeGatewayActor.WishToMove(new MoveWish(ETH, BigDecimal.TEN), turns.getRef()));
        gateway.tell(new ExchangeGatewayActor.WishToMove(new MoveWish(BTC, new BigDecimal("2")), turns.getRef()));
        assertThat(health(gateway).moves().risk()).isEqualByComparingTo("12");
        assertThat(slots.take(BTC, NOW)).isFalse();

        clock.pass(Duration.ofSeconds(10));

        assertThat(turns.receiveMessage().leg()).isEqualTo(ETH);
        assertThat(health(gateway).moves().granted()).isEqualTo(1);
        clock.pass(Duration.ofMillis(100));
        assertThat(turns.receiveMessage().leg()).isEqualTo(BTC);
        assertThat(slots.take(ETH, clock.millis())).isTrue();
        assertThat(health(gateway).moves().granted()).isEqualTo(2);
    }

    @Test
    void aMissingStopGoesOutWhileMovesWait() {
        var gateway = gateway(used(225));
        var turns = kit.createTestProbe(ExchangeGatewayActor.MoveGranted.class);
        gateway.tell(new ExchangeGatewayActor.WishToMove(new MoveWish(ETH, BigDecimal.TEN), turns.getRef()));

        call(gateway, stop(BTC, "missing", NOW));

        assertThat(exchange.next().request()).isEqualTo(stop(BTC, "missing", NOW));
        turns.expectNoMessage(Duration.ofMillis(50));
    }
}
