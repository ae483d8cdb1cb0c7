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
import java.time.Duration;
import java.util.Optional;
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

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private ActorRef<ExchangeGatewayActor.Command> gateway(RateBudget budget) {
        return kit.spawn(ExchangeGatewayActor.create(exchange, budget, clock, Duration.ofMillis(2_500)));
    }

    private static RateBudget full() {
        return RateBudget.full(RateBudget.Limits.PUBLISHED);
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
        var gateway = gateway(full().told(new Usage(-1, -1, -1, NOW + 1_000), NOW));
        Request read = new Request.ReadPositions(Optional.of(new Symbol("BTCUSDT")));

        call(gateway, read);
        var health = kit.createTestProbe(ExchangeGatewayActor.Health.class);
        gateway.tell(new ExchangeGatewayActor.GetHealth(health.getRef()));
        assertThat(health.receiveMessage().queued()).containsEntry(Lane.AUDIT, 1);
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
}
