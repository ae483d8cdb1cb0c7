package dev.belay.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.FishingOutcome;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import akka.persistence.typed.PersistenceId;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.belay.exchange.Answer;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.MoveSlots;
import dev.belay.exchange.Outcome;
import dev.belay.exchange.Request;
import dev.belay.exchange.StopRoom;
import dev.belay.market.HandClock;
import dev.belay.market.MarkPrice;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.SymbolBook;
import dev.belay.money.Price;
import dev.belay.trailing.Policies;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.TrailingStopActor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PositionActorTest {
    private static final PersistenceId ID = PersistenceId.ofUniqueId("leg|main:ETHUSDT:BOTH");
    private static final Config CONFIG = PersistenceTestKitPlugin.getInstance()
            .config()
            .withFallback(ConfigFactory.parseString("""
                    akka.persistence.testkit.events.serialize = off
                    akka.persistence.testkit.snapshots.serialize = off
                    akka.loglevel = WARNING
                    """))
            .withFallback(ConfigFactory.load());

    private final ActorTestKit kit = ActorTestKit.create(
            akka.persistence.testkit.PersistenceTestKitSnapshotPlugin.config().withFallback(CONFIG));
    private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
    private final HandClock clock = new HandClock(LegHarness.START);
    private final TestProbe<ExchangeGatewayActor.Command> gateway =
            kit.createTestProbe(ExchangeGatewayActor.Command.class);
    private final MoveSlots moves = new MoveSlots(1_000_000);
    private final StopRoom room = new StopRoom();
    private final TestProbe<MarketStreamActor.Command> market = kit.createTestProbe(MarketStreamActor.Command.class);
    private final TestProbe<PositionActor.Changed> changes = kit.createTestProbe(PositionActor.Changed.class);
    private final TestProbe<PositionActor.Superseded> supersessions =
            kit.createTestProbe(PositionActor.Superseded.class);

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private ActorRef<PositionActor.Command> start() {
        var symbols = new SymbolBook();
        symbols.replaceBy(Map.of(LegHarness.ETH, LegHarness.RULES));
        return start(symbols);
    }

    private ActorRef<PositionActor.Command> start(SymbolBook symbols) {
        var world = new LegWorld(
                "test",
                clock,
                symbols,
                Policies.always(StopPolicy.DEFAULT),
                LegHarness.TERMS.ids(),
                gateway.getRef(),
                new AccountLimits(moves, room),
                market.getRef(),
                List.of(changes.getRef()),
                supersessions.getRef(),
                Duration.ofSeconds(10));
        return kit.spawn(PositionActor.create(ID, LegHarness.LEG, world));
    }

    private void hearOfALong(ActorRef<PositionActor.Command> leg) {
        leg.tell(new PositionActor.Hear(new LegInput.PositionChanged(Reports.row("10", "100", LegHarness.START))));
    }

    private ExchangeGatewayActor.Call nextCall() {
        return gateway.expectMessageClass(ExchangeGatewayActor.Call.class);
    }

    private void accept(ExchangeGatewayActor.Call call) {
        var place = (Request.PlaceStop) call.request();
        var report = Reports.stop(place.ticket(), Answer.StopStatus.NEW, clock.millis());
        call.replyTo().tell(new ExchangeGatewayActor.Result(place, new Outcome.Done(report), clock.millis()));
    }

    private Leg stateOf(ActorRef<PositionActor.Command> leg) {
        var probe = kit.createTestProbe(Leg.class);
        leg.tell(new PositionActor.Get(probe.getRef()));
        return probe.receiveMessage();
    }

    private ActorRef<PositionActor.Command> restarted(ActorRef<PositionActor.Command> leg) {
        kit.stop(leg);
        return start();
    }

    @Test
    void startsAgainAfterAFailureOfItsOwn() {
        var rulesUnknown = new SymbolBook();
        var leg = start(rulesUnknown);
        hearOfALong(leg);

        rulesUnknown.replaceBy(Map.of(LegHarness.ETH, LegHarness.RULES));

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            hearOfALong(leg);
            return stateOf(leg).exposure() != null;
        });
    }

    @Test
    void writesFirstAndActsAfterwards() {
        hearOfALong(start());

        var disaster = (Request.PlaceStop) nextCall().request();

        assertThat(disaster.ticket().closePosition()).isTrue();
        assertThat(journal.persistedInStorage(ID.id()))
                .anyMatch(event -> event instanceof LegEvent.StopIntended intended
                        && intended.id().equals(disaster.ticket().id()));
        assertThat(journal.persistedInStorage(ID.id()).get(0)).isInstanceOf(LegEvent.Claimed.class);
    }

    @Test
    void aRestartRestoresThePositionWithoutACallAndTrailsAgain() {
        var leg = start();
        hearOfALong(leg);
        accept(nextCall());
        accept(nextCall());
        assertThat(Protection.of(stateOf(leg)).state()).isEqualTo(Protection.State.PROTECTED);
        market.expectMessageClass(MarketStreamActor.Watch.class);
        Leg before = stateOf(leg);

        Leg after = stateOf(restarted(leg));

        assertThat(after.exposure()).isEqualTo(before.exposure());
        assertThat(after.stops()).isEqualTo(before.stops());
        market.expectMessageClass(MarketStreamActor.Watch.class);
        gateway.expectNoMessage(Duration.ofMillis(200));
    }

    @Test
    void aCrashBeforeTheSendingAsksAndThenSendsTheSameStop() {
        var leg = start();
        hearOfALong(leg);
        var lost = (Request.PlaceStop) nextCall().request();
        nextCall();

        var again = restarted(leg);

        var query = nextCall();
        assertThat(((Request.QueryStop) query.request()).id())
                .isEqualTo(lost.ticket().id());
        nextCall();
        query.replyTo()
                .tell(new ExchangeGatewayActor.Result(
                        query.request(), new Outcome.Refused(-2013, "unknown"), clock.millis()));
        for (int look = 0; look < 12; look++) {
            clock.pass(Duration.ofMillis(250));
            stateOf(again);
        }

        var sent = (ExchangeGatewayActor.Call) gateway.fishForMessage(Duration.ofSeconds(3), PositionActorTest::placing)
                .get(0);
        assertThat(((Request.PlaceStop) sent.request()).ticket()).isEqualTo(lost.ticket());
    }

    private static FishingOutcome placing(ExchangeGatewayActor.Command command) {
        return command instanceof ExchangeGatewayActor.Call call && call.request() instanceof Request.PlaceStop
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore();
    }

    @Test
    void afterAFailedWriteItClaimsAgainAndItsChildFollowsThePriceAgain() {
        var leg = start();
        hearOfALong(leg);
        accept(nextCall());
        accept(nextCall());
        market.expectMessageClass(MarketStreamActor.Watch.class);
        stateOf(leg);
        int written = journal.persistedInStorage(ID.id()).size();

        journal.failNextPersisted(ID.id());
        leg.tell(new PositionActor.Hear(new LegInput.PositionChanged(Reports.row("12", "100", LegHarness.START + 1))));

        market.expectMessageClass(MarketStreamActor.Watch.class, Duration.ofSeconds(5));
        assertThat(journal.persistedInStorage(ID.id()).get(written)).isInstanceOf(LegEvent.Claimed.class);
    }

    @Test
    void theElderOfTwoProcessesSaysWhoGuardsNowAndDoesNothingMore() {
        var leg = start();
        hearOfALong(leg);
        accept(nextCall());
        accept(nextCall());
        stateOf(leg);
        journal.persistForRecovery(ID.id(), List.of(new LegEvent.Claimed("the younger", LegHarness.START)));
        int written = journal.persistedInStorage(ID.id()).size();

        journal.failNextPersisted(ID.id());
        leg.tell(new PositionActor.Hear(new LegInput.PositionChanged(Reports.row("12", "100", LegHarness.START + 1))));

        assertThat(supersessions.receiveMessage(Duration.ofSeconds(5)))
                .isEqualTo(new PositionActor.Superseded(LegHarness.LEG, "the younger"));
        leg.tell(new PositionActor.Hear(new LegInput.PositionChanged(Reports.row("14", "100", LegHarness.START + 2))));
        stateOf(leg);
        assertThat(journal.persistedInStorage(ID.id())).hasSize(written);
        gateway.expectNoMessage(Duration.ofMillis(200));
    }

    @Test
    void raisesTheAlarmAgainWhenItSawBetweenTwoTimesOfBlindness() {
        var leg = start();
        hearOfALong(leg);
        var blind = new PositionActor.Reported(new TrailingStopActor.Report.Blind(Duration.ofSeconds(10)));
        leg.tell(blind);
        stateOf(leg);
        clock.pass(Duration.ofMinutes(2));
        leg.tell(blind);
        stateOf(leg);
        assertThat(alarms()).isEqualTo(1);

        var mark = new MarkPrice(LegHarness.ETH, Price.of("100"), clock.millis());
        leg.tell(new PositionActor.Reported(new TrailingStopActor.Report.Seeing(mark)));
        leg.tell(blind);
        stateOf(leg);

        assertThat(alarms()).isEqualTo(2);
    }

    private long alarms() {
        return journal.persistedInStorage(ID.id()).stream()
                .filter(event -> event instanceof LegEvent.AlarmRaised alarm
                        && alarm.alarm().equals("blind"))
                .count();
    }
}
