package dev.belay.bench;

import akka.actor.typed.ActorRef;
import dev.belay.exchange.BanStore;
import dev.belay.exchange.Exchange;
import dev.belay.exchange.ExchangeGatewayActor;
import dev.belay.exchange.RateBudget;
import dev.belay.exchange.Request;
import dev.belay.exchange.binance.BinanceEndpoints;
import dev.belay.exchange.binance.BinanceExchange;
import dev.belay.exchange.binance.BinanceKey;
import dev.belay.exchange.binance.BinanceMarketFeed;
import dev.belay.exchange.binance.CallLimits;
import dev.belay.market.MarketFeed;
import dev.belay.market.MarketPrice;
import dev.belay.market.MarketStream;
import dev.belay.market.MarketStreamActor;
import dev.belay.market.Pace;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.position.LegEvent;
import dev.belay.position.PositionActor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One leg over real sockets, from the frame of a mark price that the judge writes to the signed stop that it has read.
 * Inside: akka-http's WebSocket, feed and scanner, the actors of market stream, child and leg, the journal, the gateway,
 * signature, akka-http's client, and two hops through the loopback. The next tick comes when the old stop is cancelled.
 */
final class TickToOrder implements AutoCloseable {

    static final Symbol SYMBOL = new Symbol("C0000USDT");
    private static final int UNLIMITED = 1_000_000_000;

    final LoopbackExchange judge;
    private final Rig rig;
    private final LinkedBlockingQueue<PositionActor.Changed> cancelled = new LinkedBlockingQueue<>();
    private volatile long heardAt;
    private volatile long calledAt;
    private int ticks;

    /** The stages of one tick, nanoseconds. */
    record Stages(long toFeed, long toCall, long toWire) {
        long whole() {
            return toFeed + toCall + toWire;
        }
    }

    TickToOrder(Rig rig) throws IOException, InterruptedException {
        this.rig = rig;
        rig.know(1);
        judge = new LoopbackExchange(new LoopbackAnswers(java.util.List.of(SYMBOL.name()), Rig.START));
        String base = "127.0.0.1:" + judge.port();
        var endpoints = BinanceEndpoints.of("http://" + base, "ws://" + base + "/market", "ws://" + base + "/private");
        var exchange = new BinanceExchange(
                rig.system, endpoints, new BinanceKey("benchkey", "benchsecret"), rig.clock, CallLimits.DEFAULT);
        var limits = new RateBudget.Limits(UNLIMITED, UNLIMITED, UNLIMITED);
        var gateway = rig.spawn(
                ExchangeGatewayActor.create(
                        timed(exchange),
                        RateBudget.full(limits),
                        rig.clock,
                        new ExchangeGatewayActor.Terms(
                                Duration.ofSeconds(60), rig.moves, BanStore.NONE, new java.util.SplittableRandom(1))),
                "gateway");
        var feed = new BinanceMarketFeed(rig.system, endpoints, Map.of(), rig.clock);
        var market = rig.spawn(MarketStreamActor.create(timed(feed), Pace.NONE), "market");
        ActorRef<PositionActor.Changed> watcher = rig.ear("watcher", this::changed);
        rig.open(SYMBOL, rig.world(gateway, market, watcher));
        for (int stops = 0; stops < 2; stops++) {
            judge.placedAt.take();
        }
        while (judge.subscribed.isEmpty()) {
            Thread.onSpinWait();
        }
        TimeUnit.MILLISECONDS.sleep(300);
    }

    private void changed(PositionActor.Changed change) {
        if (change.events().stream().anyMatch(LegEvent.StopEnded.class::isInstance)) {
            cancelled.add(change);
        }
    }

    private Exchange timed(Exchange exchange) {
        return new Exchange() {
            @Override
            public CompletionStage<Reply> call(Request request) {
                if (request instanceof Request.PlaceStop) {
                    calledAt = System.nanoTime();
                }
                return exchange.call(request);
            }

            @Override
            public Cost costOf(Request request) {
                return exchange.costOf(request);
            }
        };
    }

    private MarketFeed timed(MarketFeed feed) {
        return new MarketFeed() {
            @Override
            public void start(Listener listener) {
                feed.start(new TimedListener(listener));
            }

            @Override
            public void watch(Set<MarketStream> streams) {
                feed.watch(streams);
            }

            @Override
            public void renew() {
                feed.renew();
            }

            @Override
            public void stop() {
                feed.stop();
            }
        };
    }

    private final class TimedListener implements MarketFeed.Listener {
        private final MarketFeed.Listener listener;

        TimedListener(MarketFeed.Listener listener) {
            this.listener = listener;
        }

        @Override
        public void price(MarketPrice price) {
            heardAt = System.nanoTime();
            listener.price(price);
        }

        @Override
        public void connected() {
            listener.connected();
        }

        @Override
        public void disconnected(String why) {
            listener.disconnected(why);
        }

        @Override
        public void unreadable(String why) {
            listener.unreadable(why);
        }
    }

    /** The frame of tick {@code number}, which is three hundredths of a percent above the one before. */
    static byte[] frame(int number, long at) {
        long units = Math.round(1_010_00 * Math.pow(1.0003, number)) * 1_000_000L;
        return LoopbackExchange.frame(LoopbackExchange.markPrice(SYMBOL.name(), new Price(units).toString(), at));
    }

    /** One tick that moves the stop. */
    Stages tick() throws InterruptedException {
        rig.clock.pass(Duration.ofSeconds(2));
        byte[] frame = frame(ticks++, rig.clock.millis());
        long written = System.nanoTime();
        judge.send(frame);
        Long placed = judge.placedAt.poll(10, TimeUnit.SECONDS);
        PositionActor.Changed end = cancelled.poll(10, TimeUnit.SECONDS);
        if (placed == null || end == null) {
            throw new IllegalStateException("tick " + ticks + " came to " + placed + ", " + end);
        }
        return new Stages(heardAt - written, calledAt - heardAt, placed - calledAt);
    }

    static TickToOrder onH2(Path home) throws IOException, InterruptedException {
        return new TickToOrder(Rig.onH2(home));
    }

    static TickToOrder inMemory() throws IOException, InterruptedException {
        return new TickToOrder(Rig.inMemory());
    }

    @Override
    public void close() throws IOException {
        rig.close();
        judge.close();
    }
}
