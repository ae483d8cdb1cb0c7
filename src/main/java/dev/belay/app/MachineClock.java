package dev.belay.app;

import dev.belay.market.ExchangeClock;
import dev.belay.market.Pace;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Exchange time on a real exchange: the machine's clock corrected by what the exchange says of its own.
 *
 * <p>It runs on the monotonic clock from the moment it was last set, so that a step of the machine's wall clock does not
 * move it.
 */
final class MachineClock implements ExchangeClock, AutoCloseable {

    private final LongSupplier wallMillis;
    private final LongSupplier nanos;
    private final AtomicLong exchangeAtNanoZero;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "exchange-clock");
        thread.setDaemon(true);
        return thread;
    });

    MachineClock() {
        this(System::currentTimeMillis, System::nanoTime);
    }

    /** A clock that starts at {@code wallMillis} and runs on {@code nanos}. */
    MachineClock(LongSupplier wallMillis, LongSupplier nanos) {
        this.wallMillis = wallMillis;
        this.nanos = nanos;
        this.exchangeAtNanoZero = new AtomicLong(wallMillis.getAsLong() - nanoMillis());
    }

    @Override
    public long millis() {
        return exchangeAtNanoZero.get() + nanoMillis();
    }

    @Override
    public void after(Duration delay, Runnable wake) {
        @Nullable
        ScheduledFuture<?> scheduled = timer.schedule(wake, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
        if (scheduled.isCancelled()) {
            throw new IllegalStateException("the clock is stopped");
        }
    }

    @Override
    public long offsetMillis() {
        return millis() - wallMillis.getAsLong();
    }

    @Override
    public Pace pace() {
        return Pace.NONE;
    }

    /** Sets the clock: the exchange said {@code exchangeMillis} at some moment between the two of this clock. */
    void set(long exchangeMillis, long askedAt, long answeredAt) {
        long middle = askedAt + (answeredAt - askedAt) / 2;
        exchangeAtNanoZero.addAndGet(exchangeMillis - middle);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private long nanoMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
    }
}
