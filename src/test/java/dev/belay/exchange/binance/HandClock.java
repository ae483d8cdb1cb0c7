package dev.belay.exchange.binance;

import dev.belay.market.ExchangeClock;
import dev.belay.market.Pace;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A clock that stands still, and a pace that counts. A short wait is over at once, a long one when the test says so. */
final class HandClock implements ExchangeClock {

    private static final Duration SHORT = Duration.ofSeconds(30);

    private final long millis;
    private final Queue<Runnable> longWaits = new ConcurrentLinkedQueue<>();

    /** How many frames were reported as worked off. */
    final AtomicInteger ended = new AtomicInteger();

    HandClock(long millis) {
        this.millis = millis;
    }

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public void after(Duration delay, Runnable wake) {
        if (delay.compareTo(SHORT) <= 0) {
            CompletableFuture.runAsync(wake);
        } else {
            longWaits.add(wake);
        }
    }

    /** What was waited for long is due. */
    void endLongWaits() {
        for (Runnable wake = longWaits.poll(); wake != null; wake = longWaits.poll()) {
            wake.run();
        }
    }

    @Override
    public Pace pace() {
        return new Pace() {
            @Override
            public void begin() {}

            @Override
            public void end() {
                ended.incrementAndGet();
            }
        };
    }
}
