package dev.belay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.belay.exchange.Answer;
import dev.belay.exchange.BanStore;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.MoveSlots;
import dev.belay.exchange.StopRoom;
import dev.belay.exchange.UserEvent;
import dev.belay.exchange.UserStreamActor;
import dev.belay.exchange.binance.BinanceMarketFeed;
import dev.belay.exchange.binance.BinanceUserFeed;
import dev.belay.market.MarketFeed;
import dev.belay.market.MarketPrice;
import dev.belay.market.MarketStream;
import dev.belay.market.Pace;
import dev.belay.market.PriceKind;
import dev.belay.market.SymbolBook;
import dev.belay.money.PositionSide;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import dev.belay.money.Symbol;
import dev.belay.position.AccountLimits;
import dev.belay.simulator.Simulator;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.SimulatorSettings;
import dev.belay.simulator.Speed;
import dev.belay.simulator.WellKnownSymbols;
import dev.belay.simulator.engine.PositionKey;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SimulatedTrade;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.PriceSource;
import dev.belay.simulator.wire.SocketChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty hours at an exchange that cuts every connection after 24: both streams replace theirs in time, with an overlap, so
 * that every price and every fill is heard, each price once.
 */
@Timeout(180)
class StreamsOverDaysTest {

    private static final long START = 1_790_000_000_000L;
    private static final Duration LENGTH = Duration.ofHours(50);
    private static final Duration TRADE_EVERY = Duration.ofMinutes(10);
    private static final SymbolSpec SPEC = WellKnownSymbols.all().get(0);
    private static final PositionKey KEY = new PositionKey(SPEC.symbol(), PositionSide.BOTH);

    private final ActorTestKit kit = ActorTestKit.create();
    private final List<Long> told = new CopyOnWriteArrayList<>();
    private final List<Long> heard = new CopyOnWriteArrayList<>();
    private final List<SocketChange> sockets = new CopyOnWriteArrayList<>();
    private final Set<Long> fills = ConcurrentHashMap.newKeySet();

    private volatile boolean over;

    @TempDir
    Path home;

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    /** A price each ten seconds: twenty times fewer frames than a real one for as many reconnections. */
    private static final class SlowPrices implements PriceSource {
        private long at = START;

        @Override
        public synchronized OptionalLong nextAt() {
            return OptionalLong.of(at + 10_000);
        }

        @Override
        public synchronized List<PriceStep> next() {
            at += 10_000;
            Price price = SPEC.initialPrice();
            return List.of(new PriceStep(SPEC.symbol(), at, price, price, Quantity.of("1")));
        }

        @Override
        public void move(Symbol symbol, Price price) {}
    }

    private final SimulatorAudit audit = new SimulatorAudit() {
        @Override
        public void price(PriceStep step) {
            told.add(step.at());
        }

        @Override
        public void socket(SocketChange change) {
            sockets.add(change);
        }
    };

    @Test
    void loseNothingWhenConnectionsAreReplaced() {
        SimulatorSettings settings =
                SimulatorSettings.of(List.of(SPEC), new SlowPrices(), START).at(Speed.MAX, true);
        try (PaperExchange exchange = PaperExchange.start(settings, audit)) {
            Simulator simulator = exchange.simulator();
            startStreams(exchange.access());
            await().atMost(Duration.ofSeconds(60)).until(() -> opened("market") == 1 && opened("private") == 1);
            long first = told.size();
            tradeLater(simulator, 0);
            simulator.control().resume();
            await().atMost(Duration.ofSeconds(150)).until(() -> over);
            await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() >= told.size() - first);
            List<SimulatedTrade> made =
                    simulator.control().account().toCompletableFuture().join().trades();

            assertThat(heard).as("prices").isEqualTo(told);
            assertThat(made).hasSizeGreaterThan(250);
            assertThat(fills).isEqualTo(made.stream().map(SimulatedTrade::id).collect(Collectors.toSet()));
            assertThat(sockets).noneMatch(change -> change.what().equals("cut"));
            assertThat(opened("market")).isEqualTo(3);
            assertThat(opened("private")).isEqualTo(3);
            assertThat(simulator.clock().overruns()).isZero();
        }
    }

    private long opened(String kind) {
        return sockets.stream()
                .filter(change ->
                        change.what().equals("opened") && change.kind().equals(kind))
                .count();
    }

    private void startStreams(ExchangeAccess access) {
        Settings settings = TestSettings.paper(home, TestSettings.generated(0, "BTCUSDT"));
        ActorRef<ExchangeGatewayActor.Command> gateway = kit.spawn(new AccountParts(new NodeParts.Around(
                        kit.system(),
                        settings,
                        access,
                        new SymbolBook(),
                        new AccountLimits(new MoveSlots(0), new StopRoom()),
                        settings.database().journal().reader()))
                .gateway(BanStore.NONE));
        var market = new BinanceMarketFeed(kit.system(), access.endpoints(), access.handshakeHeaders(), access.clock());
        market.start(prices(access.clock().pace()));
        market.watch(Set.of(new MarketStream(SPEC.symbol(), PriceKind.MARK)));
        var user = new BinanceUserFeed(
                kit.system(),
                access.endpoints(),
                access.handshakeHeaders(),
                access.clock().pace());
        ActorRef<UserStreamActor.Report> listener =
                kit.spawn(listener(access.clock().pace()));
        kit.spawn(UserStreamActor.create(user, gateway, listener, access.clock()));
    }

    private MarketFeed.Listener prices(Pace pace) {
        return new MarketFeed.Listener() {
            @Override
            public void price(MarketPrice price) {
                heard.add(price.at());
                pace.end();
            }

            @Override
            public void connected() {}

            @Override
            public void disconnected(String why) {}

            @Override
            public void unreadable(String why) {}
        };
    }

    private Behavior<UserStreamActor.Report> listener(Pace pace) {
        return Behaviors.receiveMessage(report -> {
            if (report instanceof UserStreamActor.Report.Connected connected) {
                connected.stream().tell(new UserStreamActor.CaughtUp(connected.number()));
            } else if (report instanceof UserStreamActor.Report.Said said) {
                if (said.event() instanceof UserEvent.OrderChanged changed) {
                    changed.trade().map(Answer.Trade::id).ifPresent(fills::add);
                }
                pace.end();
            }
            return Behaviors.same();
        });
    }

    /** Somebody buys and sells in turn, until time is over. */
    private void tradeLater(Simulator simulator, int turn) {
        simulator.clock().after(TRADE_EVERY, () -> {
            if (simulator.clock().millis() - START >= LENGTH.toMillis()) {
                simulator.control().pause();
                over = true;
                simulator.clock().pace().end();
                return;
            }
            Side side = turn % 2 == 0 ? Side.BUY : Side.SELL;
            simulator.control().open(KEY, side, Quantity.of("0.01")).whenComplete((done, refused) -> {
                tradeLater(simulator, turn + 1);
                simulator.clock().pace().end();
            });
        });
    }
}
