package dev.belay.exchange.binance;

import akka.actor.typed.ActorSystem;
import dev.belay.market.ExchangeClock;
import dev.belay.market.MarketFeed;
import dev.belay.market.MarketStream;
import dev.belay.market.ReconnectPlan;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Mark prices of one second's cadence, and trades, over a WebSocket (binance-api §9). It keeps itself connected: a connection that
 * ends, or is silent longer than any live one, is replaced and asked for everything again. One that nothing is wanted of
 * any more falls silent and ends by itself.
 *
 * <p>A connection that grows old is replaced before the exchange cuts it, by one that is opened beside it and carries its
 * streams before the old one is closed: what both tell counts once, by its time.
 *
 * <p>Every frame ends one piece of work of the {@link dev.belay.market.Pace}: a frame told as a price is ended by the
 * listener when it has worked on it, every other frame here.
 */
public final class BinanceMarketFeed implements MarketFeed {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** A connection that lived this long was a good one; the next attempt follows quickly. */
    private static final long GOOD_LIFE_MILLIS = 30_000;

    private final ActorSystem<?> system;
    private final String base;
    private final Map<String, String> headers;
    private final ExchangeClock clock;
    private final Duration silence;
    private final PriceReader reader = new PriceReader();
    private final MarketLine.Feed lines = new Lines();

    private Set<MarketStream> wanted = Set.of();
    private @Nullable Listener listener;
    private @Nullable MarketLine live;
    /** Opens beside the live one, to take its place. */
    private @Nullable MarketLine next;

    private boolean reconnecting;
    private int failures;

    /** A feed from {@code endpoints}; {@code headers} are added to each handshake. */
    public BinanceMarketFeed(
            ActorSystem<?> system, BinanceEndpoints endpoints, Map<String, String> headers, ExchangeClock clock) {
        this(system, endpoints, headers, clock, SILENCE);
    }

    BinanceMarketFeed(
            ActorSystem<?> system,
            BinanceEndpoints endpoints,
            Map<String, String> headers,
            ExchangeClock clock,
            Duration silence) {
        this.system = system;
        this.base = BinanceEndpoints.join(endpoints.marketStream(), "");
        this.headers = Map.copyOf(headers);
        this.clock = clock;
        this.silence = silence;
    }

    @Override
    public synchronized void start(Listener hearing) {
        listener = hearing;
        connectIfWanted();
    }

    @Override
    public synchronized void watch(Set<MarketStream> streams) {
        wanted = Set.copyOf(streams);
        reader.follow(wanted);
        if (next != null) {
            next.follow(wanted);
        }
        if (live != null) {
            live.follow(wanted);
        } else if (!reconnecting) {
            connectIfWanted();
        }
    }

    @Override
    public synchronized void renew() {
        if (live != null && live.isOpen() && next == null && !wanted.isEmpty()) {
            next = new MarketLine(lines, clock.pace());
            connect(next);
        }
    }

    @Override
    public synchronized void stop() {
        listener = null;
        for (MarketLine line : new MarketLine[] {live, next}) {
            if (line != null) {
                line.close();
            }
        }
        live = null;
        next = null;
    }

    private void connectIfWanted() {
        if (listener != null && live == null && !wanted.isEmpty()) {
            live = new MarketLine(lines, clock.pace());
            connect(live);
        }
    }

    private void connect(MarketLine line) {
        line.connect(system, base, headers, Silence.ofFrames(silence), wanted);
    }

    private void connectLater() {
        if (!reconnecting) {
            reconnecting = true;
            clock.after(ReconnectPlan.retry(failures++, draw()), this::connectAgain);
        }
    }

    private synchronized void connectAgain() {
        reconnecting = false;
        connectIfWanted();
        clock.pace().end();
    }

    private synchronized void onOld(MarketLine line) {
        if (line == live) {
            renew();
        }
        clock.pace().end();
    }

    private synchronized void renewAgain() {
        renew();
        clock.pace().end();
    }

    private static int draw() {
        return ThreadLocalRandom.current().nextInt(1_000);
    }

    private void read(Listener to, MarketLine from, String frame) {
        switch (reader.read(frame, clock.millis())) {
            case PRICE -> to.price(reader.price());
            case UNREADABLE -> unreadable(to, reader.problem());
            case REPLY -> {
                from.answered();
                promoteIfProven(from);
                clock.pace().end();
            }
            case OTHER -> clock.pace().end();
        }
    }

    private void promoteIfProven(MarketLine line) {
        if (line == next && line.isProven()) {
            MarketLine former = live;
            live = line;
            next = null;
            if (former != null) {
                former.close();
            }
        }
    }

    private void unreadable(Listener to, String why) {
        to.unreadable(why);
        clock.pace().end();
    }

    private void liveEnded(Listener to, MarketLine line, String why) {
        boolean wasGood = line.isOpen() && clock.millis() - line.openedAt() >= GOOD_LIFE_MILLIS;
        failures = wasGood ? 0 : failures;
        live = next;
        next = null;
        if (live == null && !wanted.isEmpty()) {
            to.disconnected(why);
            connectLater();
        }
    }

    /** What a connection says that has been replaced is heard as well: it may still be ahead of its successor. */
    private final class Lines implements MarketLine.Feed {
        @Override
        public void opened(MarketLine line) {
            synchronized (BinanceMarketFeed.this) {
                if (listener != null && (line == live || line == next)) {
                    line.opened(clock.millis(), wanted);
                    clock.after(ReconnectPlan.planned(draw()), () -> onOld(line));
                    if (line == live) {
                        listener.connected();
                    }
                }
            }
        }

        @Override
        public void text(MarketLine line, String frame) {
            synchronized (BinanceMarketFeed.this) {
                if (listener != null) {
                    read(listener, line, frame);
                } else {
                    clock.pace().end();
                }
            }
        }

        @Override
        public void unreadable(MarketLine line, String why) {
            synchronized (BinanceMarketFeed.this) {
                if (listener != null) {
                    BinanceMarketFeed.this.unreadable(listener, why);
                } else {
                    clock.pace().end();
                }
            }
        }

        @Override
        public void ended(MarketLine line, String why) {
            synchronized (BinanceMarketFeed.this) {
                if (listener != null && line == live) {
                    liveEnded(listener, line, why);
                } else if (line == next) {
                    next = null;
                    clock.after(ReconnectPlan.retry(failures++, draw()), BinanceMarketFeed.this::renewAgain);
                }
                line.ended();
            }
        }
    }
}
