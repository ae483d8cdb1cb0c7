package dev.belay.market;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Exchange time as a trace tells it. Nobody is woken by itself; whoever is to be woken is on a list. Says when nothing is
 * under way any more.
 */
public final class ReplayClock implements ExchangeClock, Pace {

    /** Somebody wants to be woken. */
    public record Wish(long at, Duration delay, Runnable wake) {}

    private final AtomicInteger underWay = new AtomicInteger();
    private final List<Wish> wishes = new ArrayList<>();
    private final Runnable idle;
    private volatile long now;

    /** {@code idle} is run, on the thread of whoever is last, each time that the last piece of work has ended. */
    public ReplayClock(Runnable idle) {
        this.idle = idle;
    }

    public void set(long millis) {
        now = millis;
    }

    @Override
    public long millis() {
        return now;
    }

    @Override
    public synchronized void after(Duration delay, Runnable wake) {
        wishes.add(new Wish(now + delay.toMillis(), delay, wake));
    }

    /** Takes what was wished since the last call. */
    public synchronized List<Wish> takeWishes() {
        List<Wish> taken = List.copyOf(wishes);
        wishes.clear();
        return taken;
    }

    @Override
    public Pace pace() {
        return this;
    }

    @Override
    public void begin() {
        underWay.incrementAndGet();
    }

    @Override
    public void end() {
        if (underWay.decrementAndGet() == 0) {
            idle.run();
        }
    }
}
