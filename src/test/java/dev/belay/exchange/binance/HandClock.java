package dev.belay.exchange.binance;

import dev.belay.market.ExchangeClock;
import dev.belay.market.Pace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A clock that stands still, and a pace that counts. */
final class HandClock implements ExchangeClock {

    private final long millis;

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
        throw new UnsupportedOperationException("nobody waits here");
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
