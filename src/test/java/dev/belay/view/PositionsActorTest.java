package dev.belay.view;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import dev.belay.market.MarketPrice;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.Pace;
import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.LegId;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.position.Leg;
import dev.belay.position.LegEvent;
import dev.belay.position.PositionActor;
import dev.belay.position.Proof;
import dev.belay.trailing.StopPolicy;
import dev.belay.trailing.Trail;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PositionsActorTest {

    private static final LegId ETH = LegId.parse("main:ETHUSDT:BOTH");
    private static final LegId SOL = LegId.parse("main:SOLUSDT:BOTH");

    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.load());
    private final TestProbe<MarketStreamActor.Command> market = kit.createTestProbe();
    private final AtomicInteger work = new AtomicInteger();
    private final ActorRef<PositionsActor.Command> positions =
            kit.spawn(PositionsActor.create(market.getRef(), new CountingPace()));

    private final class CountingPace implements Pace {
        @Override
        public void begin() {
            work.incrementAndGet();
        }

        @Override
        public void end() {
            work.decrementAndGet();
        }
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void aShortGainsWhenThePriceFalls() {
        happens(ETH, List.of(opened()));
        tick(watched(), "2000");
        LegView view = view(ETH).orElseThrow();
        LegView.Position position = Objects.requireNonNull(view.position());
        LegView.Stop stop = Objects.requireNonNull(view.stop());
        assertThat(position.profit()).isEqualByComparingTo("250");
        assertThat(position.profitPercent()).isEqualTo(new BigDecimal("20.00"));
        assertThat(stop.wanted()).isEqualTo(Price.of("2550"));
        assertThat(stop.proven()).isNull();
        assertThat(stop.distancePercent()).isEqualTo(new BigDecimal("27.50"));
        assertThat(stop.activation()).isEqualTo(Price.of("2462.5"));
        assertThat(work).hasValue(0);
    }

    @Test
    void letsGoOfThePriceOfAClosedPositionAndKeepsTheOthers() {
        happens(ETH, List.of(opened()));
        assertThat(watched().symbol()).isEqualTo(ETH.symbol());
        happens(SOL, List.of(opened()));
        assertThat(watched().symbol()).isEqualTo(SOL.symbol());
        var closed = new LegEvent.PositionClosed(new Proof(Proof.Kind.STREAM, 2), 2, 2);
        happens(ETH, List.of(opened(), closed));
        var unwatch = market.expectMessageClass(MarketStreamActor.Unwatch.class);
        assertThat(unwatch.symbol()).isEqualTo(ETH.symbol());
        assertThat(work).hasValue(1);
        unwatch.watcher().tell(new MarketStreamActor.Report.Unwatched());
        assertThat(view(ETH).orElseThrow().position()).isNull();
        assertThat(all()).extracting(LegView::leg).containsExactly(SOL);
        assertThat(work).hasValue(0);
    }

    /** The market stream takes note of a watcher, and ends what was begun for it. */
    private MarketStreamActor.Watch watched() {
        var watch = market.expectMessageClass(MarketStreamActor.Watch.class);
        work.decrementAndGet();
        return watch;
    }

    private void tick(MarketStreamActor.Watch watch, String price) {
        work.incrementAndGet();
        watch.watcher().tell(new MarketStreamActor.Report.Tick(MarketPrice.mark(watch.symbol(), Price.of(price), 1)));
    }

    private void happens(LegId leg, List<LegEvent> events) {
        Leg state = Leg.flat(leg).after(events);
        positions.tell(new PositionsActor.LegChanged(new PositionActor.Changed(state, events)));
    }

    private Optional<LegView> view(LegId leg) {
        TestProbe<PositionsActor.Views> probe = kit.createTestProbe();
        positions.tell(new PositionsActor.GetOne(leg, probe.getRef()));
        return probe.receiveMessage().legs().stream().findFirst();
    }

    private List<LegView> all() {
        TestProbe<PositionsActor.Views> probe = kit.createTestProbe();
        positions.tell(new PositionsActor.GetAll(probe.getRef()));
        return probe.receiveMessage().legs();
    }

    /** A short of 0.5 at 2,500. */
    private static LegEvent opened() {
        Quantity step = Quantity.of("0.001");
        var rules =
                new SymbolRules(ETH.symbol(), Price.of("0.01"), step, step, Quantity.of("900"), BigDecimal.TEN, true);
        Trail trail = Trail.startingAt(Direction.SHORT, Price.of("2500"), StopPolicy.DEFAULT, rules, 1);
        return new LegEvent.PositionOpened(
                1,
                Direction.SHORT,
                Quantity.of("0.5"),
                Price.of("2500"),
                Price.ZERO,
                1,
                StopPolicy.DEFAULT,
                trail,
                false,
                new Proof(Proof.Kind.STREAM, 1),
                1);
    }
}
