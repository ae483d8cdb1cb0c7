package dev.belay.simulator;

import dev.belay.market.Pace;
import java.util.concurrent.TimeUnit;

/** Counts work under way and waits for its end. A clock at speed waits here so that the guarded keep up. */
final class PaceCounter implements Pace {

    private final long patienceNanos;
    private long underWay;
    private long changes;
    private long overruns;

    /** {@code patienceMillis} is machine time without any progress after which the count is taken for wrong. */
    PaceCounter(long patienceMillis) {
        this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    }

    @Override
    public synchronized void begin() {
        underWay++;
        changes++;
    }

    @Override
    public synchronized void end() {
        underWay = Math.max(0, underWay - 1);
        changes++;
        if (underWay == 0) {
            notifyAll();
        }
    }

    /** How often work did not end in time and was no longer waited for. */
    synchronized long overruns() {
        return overruns;
    }

    synchronized long underWay() {
        return underWay;
    }

    /** Waits until nothing is under way, or nothing moves any more. */
    synchronized void awaitIdle() throws InterruptedException {
        long seen = changes;
        long deadline = System.nanoTime() + patienceNanos;
        while (underWay > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0 && seen == changes) {
                overruns++;
                underWay = 0;
                return;
            }
            if (left <= 0) {
                seen = changes;
                deadline = System.nanoTime() + patienceNanos;
            } else {
                TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, TimeUnit.SECONDS.toNanos(1)));
            }
        }
    }
}
