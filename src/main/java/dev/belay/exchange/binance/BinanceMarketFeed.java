package dev.belay.exchange.binance;

import akka.actor.typed.ActorSystem;
import dev.belay.market.ExchangeClock;
import dev.belay.market.MarkPrice;
import dev.belay.market.MarketFeed;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Mark prices of one second's cadence over one WebSocket (binance-api §9). It keeps itself connected: a connection that
 * ends, or is silent longer than any live one, is replaced and asked for everything again. One that nothing is wanted of
 * any more falls silent and ends by itself.
 *
 * <p>Every frame ends one piece of work of the {@link dev.belay.market.Pace}: a frame told as a price is ended by the
 * listener when it has worked on it, every other frame here.
 */
public final class BinanceMarketFeed implements MarketFeed {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** A price from further ahead of our clock is nonsense, and would shut out all the real ones that follow. */
    private static final long FURTHEST_AHEAD_MILLIS = 60_000;

    /** A connection that lived this long was a good one; the next attempt follows quickly. */
    private static final long GOOD_CONNECTION_NANOS = Duration.ofSeconds(5).toNanos();

    private final ActorSystem<?> system;
    private final URI base;
    private final Map<String, String> headers;
    private final ExchangeClock clock;
    private final Duration silence;
    private final MarkPriceScanner scanner = new MarkPriceScanner(SymbolTable.EMPTY);
    private final NewestPrices newest = new NewestPrices();

    private Set<Symbol> wanted = Set.of();
    private @Nullable Listener listener;
    private @Nullable Live live;
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
        this.base = endpoints.marketStream();
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
    public synchronized void watch(Set<Symbol> symbols) {
        wanted = Set.copyOf(symbols);
        scanner.tell(new SymbolTable(wanted));
        if (live != null) {
            live.follow();
        } else if (!reconnecting) {
            connectIfWanted();
        }
    }

    @Override
    public synchronized void stop() {
        listener = null;
        if (live != null) {
            live.close();
            live = null;
        }
    }

    private synchronized void connectIfWanted() {
        reconnecting = false;
        if (listener != null && live == null && !wanted.isEmpty()) {
            live = new Live();
            live.connect();
        }
    }

    private void connectLater() {
        if (!reconnecting) {
            reconnecting = true;
            Duration wait = Backoff.after(failures++, ThreadLocalRandom.current());
            system.scheduler().scheduleOnce(wait, this::connectIfWanted, system.executionContext());
        }
    }

    private void read(Listener to, String frame) {
        switch (scanner.scan(frame)) {
            case PRICE -> admit(to);
            case UNREADABLE -> unreadable(to, scanner.problem());
            case REPLY -> {
                if (live != null) {
                    live.replied();
                }
                clock.pace().end();
            }
            case OTHER -> clock.pace().end();
        }
    }

    private void admit(Listener to) {
        if (scanner.at() > clock.millis() + FURTHEST_AHEAD_MILLIS) {
            unreadable(to, "a price of " + scanner.symbol() + " from the future");
        } else if (newest.admits(scanner.symbol(), scanner.at())) {
            to.price(new MarkPrice(scanner.symbol(), new Price(scanner.units()), scanner.at()));
        } else {
            clock.pace().end();
        }
    }

    private void unreadable(Listener to, String why) {
        to.unreadable(why);
        clock.pace().end();
    }

    /** The connection that is in use; what an earlier one still says is not heard. */
    private final class Live implements WebSocketLink.Listener {

        private final MarketConnection connection = new MarketConnection();
        private @Nullable WebSocketLink link;
        private boolean open;
        private long openedAt;
        /** What a replay waits for: the connection, then the answers to what was asked of it. */
        private int awaited;

        void connect() {
            await();
            String address = BinanceEndpoints.join(base, connection.path(wanted));
            link = new WebSocketLink(system, address, headers, Silence.ofFrames(silence), this);
            follow(); // in case it opened before it could be used
        }

        void follow() {
            if (open && link != null) {
                for (String message : connection.follow(wanted)) {
                    await();
                    if (!link.send(message)) {
                        link.close();
                        return;
                    }
                }
            }
        }

        private void await() {
            awaited++;
            clock.pace().begin();
        }

        void replied() {
            if (awaited > 0) {
                awaited--;
                clock.pace().end();
            }
        }

        private void awaitNothing() {
            while (awaited > 0) {
                replied();
            }
        }

        void close() {
            awaitNothing();
            if (link != null) {
                link.close();
            }
        }

        @Override
        public void opened() {
            synchronized (BinanceMarketFeed.this) {
                if (live == this && listener != null) {
                    open = true;
                    openedAt = System.nanoTime();
                    listener.connected();
                    follow();
                    replied();
                }
            }
        }

        @Override
        public void text(String frame) {
            synchronized (BinanceMarketFeed.this) {
                if (live == this && listener != null) {
                    read(listener, frame);
                } else {
                    clock.pace().end();
                }
            }
        }

        @Override
        public void unreadable(String why) {
            synchronized (BinanceMarketFeed.this) {
                if (live == this && listener != null) {
                    BinanceMarketFeed.this.unreadable(listener, why);
                } else {
                    clock.pace().end();
                }
            }
        }

        @Override
        public void ended(String why) {
            synchronized (BinanceMarketFeed.this) {
                awaitNothing();
                if (live == this && listener != null) {
                    live = null;
                    if (open && System.nanoTime() - openedAt > GOOD_CONNECTION_NANOS) {
                        failures = 0;
                    }
                    if (!wanted.isEmpty()) {
                        listener.disconnected(why);
                        connectLater();
                    }
                }
            }
        }
    }
}
