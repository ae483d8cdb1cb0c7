package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.pattern.StatusReply;
import dev.belay.exchange.Answer;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopRoom;
import dev.belay.exchange.StopTicket;
import dev.belay.exchange.UserEvent;
import dev.belay.exchange.UserStreamActor;
import dev.belay.market.HandClock;
import dev.belay.market.SymbolBook;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.trailing.Policies;
import dev.belay.trailing.StopPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AccountActorTest {
    private record Told(LegId leg, PositionActor.Command command) {}

    private static final Duration QUIET = Duration.ofMillis(150);

    private final ActorTestKit kit = ActorTestKit.create();
    private final HandClock clock = new HandClock(LegHarness.START);
    private final StopRoom room = new StopRoom();
    private final TestProbe<ExchangeGatewayActor.Command> gateway =
            kit.createTestProbe(ExchangeGatewayActor.Command.class);
    private final TestProbe<Told> legs = kit.createTestProbe(Told.class);
    private final TestProbe<UserStreamActor.Command> stream = kit.createTestProbe(UserStreamActor.Command.class);
    private ActorRef<AccountActor.Command> account =
            kit.<AccountActor.Command>createTestProbe().getRef();

    @BeforeEach
    void start() {
        var terms = new AccountActor.Terms(
                LegHarness.LEG.account(),
                LegHarness.TERMS.ids(),
                Policies.always(StopPolicy.DEFAULT),
                new BigDecimal("1000"),
                true);
        account = kit.spawn(AccountActor.create(
                terms,
                (leg, command) -> legs.getRef().tell(new Told(leg, command)),
                new SymbolBook(),
                gateway.getRef(),
                room,
                clock));
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private void connected() {
        account.tell(new AccountActor.Heard(new UserStreamActor.Report.Connected(stream.getRef(), 1)));
    }

    private void guarding(Leg leg) {
        account.tell(new AccountActor.LegChanged(new PositionActor.Changed(leg, List.of())));
    }

    private void answerReads(Outcome positions, Outcome stops) {
        for (Outcome outcome : List.of(positions, stops)) {
            var call = gateway.expectMessageClass(ExchangeGatewayActor.Call.class);
            call.replyTo().tell(new ExchangeGatewayActor.Result(call.request(), outcome, clock.millis()));
        }
    }

    private static Outcome none() {
        return new Outcome.Done(new Answer.Positions(List.of()));
    }

    private static Outcome noStops() {
        return new Outcome.Done(new Answer.Stops(List.of()));
    }

    private LegInput heard() {
        var told = legs.receiveMessage();
        assertThat(told.leg()).isEqualTo(LegHarness.LEG);
        return ((PositionActor.Hear) told.command()).input();
    }

    @Test
    void aRowOfTheStreamGoesToItsLeg() {
        var row = Reports.row("10", "100", 5);

        account.tell(new AccountActor.Heard(
                new UserStreamActor.Report.Said(new UserEvent.PositionsChanged("ORDER", List.of(row), 5))));

        assertThat(heard()).isEqualTo(new LegInput.PositionChanged(row));
    }

    @Test
    void allPositionsAreReadEveryTenSecondsAndTwiceAsOftenAfterAMove() {
        var moved = LegHarness.protectedLong().levelMovesTo("103");
        account.tell(new AccountActor.LegChanged(
                new PositionActor.Changed(moved.leg(), List.of(moved.last(LegEvent.StopIntended.class)))));
        guarding(moved.leg());
        settled();
        clock.pass(PositionReads.EVERY);
        readsPositions();

        clock.pass(PositionReads.WHILE_MOVING);
        readsPositions();
        clock.pass(PositionReads.WHILE_MOVING);
        settled();
        gateway.expectNoMessage(QUIET);
        clock.pass(PositionReads.WHILE_MOVING);
        readsPositions();
    }

    private void readsPositions() {
        assertThat(gateway.expectMessageClass(ExchangeGatewayActor.Call.class).request())
                .isEqualTo(new Request.ReadPositions(Optional.empty()));
        settled();
    }

    /** The account has dealt with everything that it was told. */
    private void settled() {
        var health = kit.createTestProbe(AccountActor.Health.class);
        account.tell(new AccountActor.GetHealth(health.getRef()));
        health.receiveMessage();
    }

    @Test
    void everyConnectReadsPositionsAndStops() {
        connected();
        var row = Reports.row("10", "100", 5);

        answerReads(new Outcome.Done(new Answer.Positions(List.of(row))), noStops());

        assertThat(heard()).isEqualTo(new LegInput.PositionRead(Optional.of(row), clock.millis()));
        legs.expectNoMessage(QUIET);
    }

    @Test
    void anAbsenceIsToldToGuardedLegsAlone() {
        connected();
        answerReads(none(), noStops());
        legs.expectNoMessage(QUIET);

        guarding(LegHarness.protectedLong().leg());
        connected();
        answerReads(none(), noStops());

        assertThat(heard()).as("not known before, while the stream ran").isEqualTo(new LegInput.StreamGap());
        assertThat(heard()).as("known, and the stream began anew").isEqualTo(new LegInput.StreamGap());
        assertThat(heard()).isEqualTo(new LegInput.PositionRead(Optional.empty(), clock.millis()));
        assertThat(heard()).isEqualTo(new LegInput.StopsRead(List.of(), clock.millis()));
    }

    @Test
    void aLegThatBeginsToLiveWhileTheStreamRunsLooksForFillsByItself() {
        connected();
        answerReads(none(), noStops());
        var leg = LegHarness.protectedLong().leg();

        account.tell(new AccountActor.LegChanged(
                new PositionActor.Changed(leg, List.of(new LegEvent.Claimed("n1", clock.millis())))));

        legs.expectNoMessage(QUIET);
    }

    @Test
    void aFailedReadTellsNobodyAnything() {
        guarding(LegHarness.protectedLong().leg());
        connected();

        answerReads(new Outcome.Unknown("time-out"), new Outcome.Refused(-1001, "busy"));

        assertThat(heard()).isEqualTo(new LegInput.StreamGap());
        legs.expectNoMessage(QUIET);
    }

    @Test
    void failedReadsDoNotMultiplyTheAudits() {
        connected();
        for (int round = 0; round < 3; round++) {
            answerReads(new Outcome.Unknown("time-out"), new Outcome.Unknown("time-out"));
            gateway.expectNoMessage(QUIET);
            clock.pass(Duration.ofSeconds(2));
        }

        answerReads(none(), noStops());
        gateway.expectNoMessage(QUIET);
    }

    @Test
    void theStreamHearsWhenTheStateBeforeItIsRead() {
        connected();
        stream.expectNoMessage(QUIET);

        answerReads(none(), noStops());

        stream.expectMessage(new UserStreamActor.CaughtUp(1));
    }

    @Test
    void aFillThatTheStreamDidNotTellPutsItInDoubt() {
        connected();
        answerReads(none(), noStops());
        stream.expectMessage(new UserStreamActor.CaughtUp(1));
        long now = clock.millis();

        filled(Proof.Kind.STREAM, now + 1, now + 60_000);
        filled(Proof.Kind.LIST, now - 1, now + 60_000);
        stream.expectNoMessage(QUIET);
        filled(Proof.Kind.LIST, now + 1, now + 60_000);

        stream.expectMessageClass(UserStreamActor.Doubt.class);
    }

    private void filled(Proof.Kind kind, long tradedAt, long at) {
        var fill = new LegEvent.Filled(
                1,
                1,
                "",
                Side.BUY,
                Quantity.of("1"),
                Price.of("1"),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                "USDT",
                false,
                tradedAt,
                0,
                new Proof(kind, tradedAt),
                at);
        account.tell(new AccountActor.LegChanged(new PositionActor.Changed(Leg.flat(LegHarness.LEG), List.of(fill))));
    }

    /** -4045: whatever we count, the exchange takes no more (binance-api §12). */
    @Test
    void aRefusalForWantOfRoomHoldsUntilTheStopsAreReadAgainTwoSecondsLater() {
        connected();
        answerReads(none(), noStops());
        settled();
        assertThat(room.isFree(true)).isTrue();
        var refused = new LegEvent.StopRefused("w", -4045, "Reach max stop order limit.", clock.millis());

        account.tell(
                new AccountActor.LegChanged(new PositionActor.Changed(Leg.flat(LegHarness.LEG), List.of(refused))));
        settled();
        assertThat(room.isFree(false)).isFalse();
        clock.pass(Duration.ofSeconds(2));
        answerReads(none(), noStops());
        settled();

        assertThat(room.isFree(false)).isTrue();
    }

    @Test
    void whatRestsAtTheAccountIsCountedFromListAndStream() {
        connected();
        answerReads(none(), new Outcome.Done(new Answer.Stops(List.of(foreign("web_1"), foreign("web_2")))));
        account.tell(new AccountActor.Heard(
                new UserStreamActor.Report.Said(new UserEvent.StopChanged(foreign("web_3"), clock.millis()))));

        var health = kit.createTestProbe(AccountActor.Health.class);
        account.tell(new AccountActor.GetHealth(health.getRef()));

        assertThat(health.receiveMessage().conditionalOrders()).isEqualTo(3);
    }

    @Test
    void anOpeningIsRefusedBeforeAnythingIsSentWhenItsStopsWouldFindNoRoom() {
        var reply = kit.<StatusReply<EntryPlan>>createTestProbe();
        var open = new AccountActor.Open(
                LegHarness.ETH, Direction.LONG, new BigDecimal("200"), "operator", reply.getRef());
        account.tell(open);
        assertThat(reply.receiveMessage().getError().getMessage()).contains("hedge mode is not known yet");

        account.tell(new AccountActor.ModeRead(new Answer.AccountMode(false, true)));
        account.tell(open);
        assertThat(reply.receiveMessage().getError().getMessage())
                .contains("conditional orders")
                .contains("not known yet");

        room.onList(
                new Answer.Stops(IntStream.range(0, 188)
                        .mapToObj(number -> foreign("web_" + number))
                        .toList()),
                clock.millis());
        account.tell(open);

        assertThat(reply.receiveMessage().getError().getMessage())
                .startsWith("refused by the rule conditional-orders: 188 of 200");
        gateway.expectNoMessage(QUIET);
    }

    @Test
    void anotherInstallationOnTheAccountStopsOpeningsAndMovesUntilItsStopsAreGone() {
        assertThat(room.isFree(true)).as("moves before the first list").isFalse();
        connected();
        answerReads(
                none(),
                new Outcome.Done(new Answer.Stops(List.of(foreign("bother.4rk7a5.W4"), foreign("btst.4rk7a5.W4")))));
        settled();

        assertThat(room.isFree(true)).as("moves").isFalse();
        assertThat(room.isFree(false)).as("a stop for a position without one").isTrue();
        assertThat(room.refusesOpening().orElseThrow()).contains("[other]");

        connected();
        answerReads(
                none(), new Outcome.Done(new Answer.Stops(List.of(foreign("btst.4rk7a5.W4"), foreign("web_b2.x")))));
        settled();
        assertThat(room.isFree(true)).as("moves after it is gone").isTrue();
        assertThat(room.refusesOpening()).isEmpty();
    }

    @Test
    void anotherInstallationIsNoticedByTheStopThatItPlaces() {
        connected();
        answerReads(none(), noStops());
        settled();
        assertThat(room.isFree(true)).isTrue();

        account.tell(new AccountActor.Heard(new UserStreamActor.Report.Said(
                new UserEvent.StopChanged(foreign("bother.4rk7a5.D1"), clock.millis()))));
        settled();

        assertThat(room.isFree(true)).isFalse();
    }

    private Answer.StopReport foreign(String id) {
        var ticket = new StopTicket(LegHarness.LEG, id, Side.SELL, Quantity.of("1"), Price.of("90"), false);
        return Reports.stop(ticket, Answer.StopStatus.NEW, clock.millis());
    }
}
