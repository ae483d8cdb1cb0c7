package dev.belay.trailing;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import dev.belay.market.HandClock;
import dev.belay.market.MarketPrice;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.PriceKind;
import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TrailingStopActorTest {
    private static final Symbol ETH = new Symbol("ETHUSDT");
    private static final SymbolRules RULES = new SymbolRules(
            ETH,
            Price.of("0.01"),
            Quantity.of("0.001"),
            Quantity.of("0.001"),
            Quantity.of("1000"),
            new BigDecimal("20"),
            true);

    private final ActorTestKit kit = ActorTestKit.create();
    private final HandClock clock = new HandClock(1_763_700_000_000L);
    private final TestProbe<MarketStreamActor.Command> market = kit.createTestProbe(MarketStreamActor.Command.class);
    private final TestProbe<TrailingStopActor.Report> parent = kit.createTestProbe(TrailingStopActor.Report.class);
    private ActorRef<TrailingStopActor.Command> child =
            kit.<TrailingStopActor.Command>createTestProbe().getRef();
    private ActorRef<MarketStreamActor.Report> ears =
            kit.<MarketStreamActor.Report>createTestProbe().getRef();

    @BeforeEach
    void start() {
        spawn(StopPolicy.DEFAULT);
    }

    private MarketStreamActor.Watch spawn(StopPolicy policy) {
        var trail = Trail.startingAt(Direction.LONG, Price.of("100"), policy, RULES, 0);
        child = kit.spawn(TrailingStopActor.create(
                new TrailCursor(trail, policy, RULES),
                ETH,
                parent.getRef(),
                market.getRef(),
                clock,
                Duration.ofSeconds(10)));
        var watch = market.expectMessageClass(MarketStreamActor.Watch.class);
        ears = watch.watcher();
        return watch;
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private void mark(String price) {
        ears.tell(new MarketStreamActor.Report.Tick(MarketPrice.mark(ETH, Price.of(price), clock.millis())));
    }

    @Test
    void tellsItsParentOnlyDecisions() {
        mark("100");
        mark("100.5");
        mark("101.5");
        mark("101.4");
        mark("100.9");

        parent.expectMessageClass(TrailingStopActor.Report.PeakMoved.class);
        assertThat(parent.expectMessageClass(TrailingStopActor.Report.Activated.class)
                        .trail()
                        .level())
                .isEqualTo(Price.of("100.99"));
        parent.expectMessageClass(TrailingStopActor.Report.Hit.class);
        parent.expectNoMessage(Duration.ofMillis(100));
    }

    @Test
    void saysThatItIsBlindOnceAndThatItSeesAgain() {
        clock.pass(Duration.ofSeconds(10));
        parent.expectMessageClass(TrailingStopActor.Report.Blind.class);
        clock.pass(Duration.ofSeconds(10));
        parent.expectNoMessage(Duration.ofMillis(100));

        mark("100");

        parent.expectMessageClass(TrailingStopActor.Report.Seeing.class);
    }

    @Test
    void letsTheMarketGoBeforeItStops() {
        child.tell(TrailingStopActor.Rest.INSTANCE);
        market.expectMessageClass(MarketStreamActor.Unwatch.class);
        mark("50");

        ears.tell(new MarketStreamActor.Report.Unwatched());
        clock.pass(Duration.ofSeconds(10));

        parent.expectTerminated(child);
        parent.expectNoMessage(Duration.ofMillis(50));
    }

    @Test
    void whoFollowsTradesAsksForThemAndIsNotMovedByMarkPrices() {
        assertThat(spawn(StopPolicy.DEFAULT.following(PriceKind.LAST)).kind()).isEqualTo(PriceKind.LAST);
        ears.tell(new MarketStreamActor.Report.Tick(MarketPrice.last(ETH, Price.of("100"), clock.millis())));
        mark("90");
        mark("110");
        parent.expectNoMessage(Duration.ofMillis(100));

        ears.tell(new MarketStreamActor.Report.Tick(MarketPrice.last(ETH, Price.of("101.5"), clock.millis())));

        assertThat(parent.expectMessageClass(TrailingStopActor.Report.Activated.class)
                        .by()
                        .kind())
                .isEqualTo(PriceKind.LAST);
    }
}
