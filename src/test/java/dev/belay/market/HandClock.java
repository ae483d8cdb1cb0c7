package dev.belay.market;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Exchange time that is moved by hand; wake-ups come due while it moves. */
public final class HandClock implements ExchangeClock {
    private record Due(long at, Runnable wake) {}

    private final List<Due> agenda = new ArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private long now;

    public HandClock(long now) {
        this.now = now;
    }

    @Override
    public synchronized long millis() {
        return now;
    }

    @Override
    public synchronized void after(Duration delay, Runnable wake) {
        agenda.add(new Due(now + delay.toMillis(), wake));
    }

    @Override
    public Pace pace() {
        return new Pace() {
            @Override
            public void begin() {
                underWay.incrementAndGet();
            }

            @Override
            public void end() {
                underWay.decrementAndGet();
            }
        };
    }

    /** Work that was begun and has not ended. */
    public int underWay() {
        return underWay.get();
    }

    /** Moves the clock and wakes whoever is due, in order. */
    public void pass(Duration time) {
        for (Runnable wake : due(time)) {
            wake.run();
        }
    }

    private synchronized List<Runnable> due(Duration time) {
        now += time.toMillis();
        List<Due> due = agenda.stream()
                .filter(entry -> entry.at() <= now)
                .sorted(Comparator.comparingLong(Due::at))
                .toList();
        agenda.removeAll(due);
        return due.stream().map(Due::wake).toList();
    }
}
