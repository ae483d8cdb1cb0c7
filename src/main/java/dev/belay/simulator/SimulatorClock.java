package dev.belay.simulator;

import dev.belay.market.ExchangeClock;
import dev.belay.market.Pace;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The simulated exchange's time. In real time it flows; at any other speed it stands still between events and jumps
 * from one to the next, so that each price step and each wake-up happens at its exact time, in order.
 *
 * <p>When paced, an event waits until everything that the one before has caused is done; see {@link Pace}.
 */
public final class SimulatorClock implements ExchangeClock {

    /** The prices, as the clock sees them. */
    interface Schedule {
        /** When the next prices come; empty when there are no more. */
        OptionalLong nextAt();

        /** Hands them on. Called once for each {@code nextAt}, on the clock's thread, between begin and end of work. */
        void fire(long at);
    }

    private static final long PATIENCE_MILLIS = 5_000;
    private static final long IDLE_MILLIS = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final PaceCounter pace = new PaceCounter(PATIENCE_MILLIS);
    private final PriorityQueue<WakeUp> wakeUps = new PriorityQueue<>();
    private final boolean paced;
    private Speed speed;
    private boolean paused;
    private boolean stopped;
    private boolean over;
    private long number;
    private long reached;
    private long baseMillis;
    private long baseNanos = System.nanoTime();
    private @Nullable Thread driver;

    /** Starts standing at {@code start}, epoch milliseconds; {@link #drive} sets it going. */
    SimulatorClock(long start, Speed speed, boolean paced) {
        this.speed = speed;
        this.paced = paced;
        this.baseMillis = start;
        this.reached = start;
    }

    private record WakeUp(long at, long number, Runnable wake) implements Comparable<WakeUp> {
        @Override
        public int compareTo(WakeUp other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    @Override
    public synchronized long millis() {
        return isFlowing() ? Math.max(reached, flowed()) : reached;
    }

    private boolean isFlowing() {
        return speed.isReal() && !paused && driver != null;
    }

    private long flowed() {
        return baseMillis + (System.nanoTime() - baseNanos) / NANOS_PER_MILLI;
    }

    @Override
    public synchronized void after(Duration delay, Runnable wake) {
        wakeUps.add(new WakeUp(millis() + Math.max(0, delay.toMillis()), number++, wake));
        notifyAll();
    }

    @Override
    public Pace pace() {
        return pace;
    }

    /** How often the work of an event did not end within five seconds of machine time. */
    public long overruns() {
        return pace.overruns();
    }

    public synchronized Speed speed() {
        return speed;
    }

    public synchronized void setSpeed(Speed wanted) {
        rebase();
        speed = wanted;
        notifyAll();
    }

    public synchronized void pause() {
        rebase();
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
        baseMillis = reached;
        baseNanos = System.nanoTime();
        notifyAll();
    }

    /** Moves on by {@code distance} as fast as the work allows, then goes on at the speed of before, or stands still. */
    public synchronized void jump(Duration distance) {
        Speed before = speed;
        boolean stood = paused;
        after(distance, () -> land(before, stood));
        setSpeed(Speed.MAX);
        resume();
    }

    private void land(Speed before, boolean stands) {
        setSpeed(before);
        if (stands) {
            pause();
        }
        pace.end();
    }

    public synchronized boolean isPaused() {
        return paused;
    }

    private void rebase() {
        reached = millis();
        baseMillis = reached;
        baseNanos = System.nanoTime();
    }

    /** Starts the clock's thread, which lives until {@link #stop}. */
    synchronized void drive(Schedule prices) {
        Thread thread = new Thread(() -> run(prices), "simulator-clock");
        thread.setDaemon(true);
        baseNanos = System.nanoTime();
        driver = thread;
        thread.start();
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Whether the prices have come to an end; from then on time goes at its real pace. */
    public synchronized boolean isOver() {
        return over;
    }

    private void run(Schedule prices) {
        try {
            while (awaitTurn()) {
                endWith(prices);
                step(prices);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** A recording that is over leaves the last price standing: at speed, only the wake-ups would race on. */
    private synchronized void endWith(Schedule prices) {
        if (!over && prices.nextAt().isEmpty()) {
            over = true;
            setSpeed(Speed.REAL);
        }
    }

    /** Waits while paused and, when paced, while work is under way; false when the clock is stopped. */
    private boolean awaitTurn() throws InterruptedException {
        if (paced && !speed().isReal()) {
            pace.awaitIdle();
        }
        synchronized (this) {
            while (paused && !stopped) {
                wait();
            }
            return !stopped;
        }
    }

    /** Takes the next event if it is due; else waits for it or for a change. */
    private void step(Schedule prices) throws InterruptedException {
        OptionalLong price = prices.nextAt();
        Runnable event;
        synchronized (this) {
            WakeUp first = wakeUps.peek();
            boolean isWakeUp = first != null && (price.isEmpty() || first.at() <= price.getAsLong());
            if (!isWakeUp && price.isEmpty()) {
                TimeUnit.MILLISECONDS.timedWait(this, IDLE_MILLIS);
                return;
            }
            long at = isWakeUp && first != null ? first.at() : price.orElseThrow();
            long wait = machineNanosUntil(at);
            if (wait > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, wait);
                return;
            }
            reached = Math.max(reached, at);
            event = isWakeUp ? wakeUps.remove().wake() : () -> prices.fire(at);
            pace.begin();
        }
        event.run();
    }

    private long machineNanosUntil(long at) {
        if (speed.isMax()) {
            return 0;
        }
        long exchangeNanos = Math.max(0, at - baseMillis) * NANOS_PER_MILLI;
        return baseNanos + exchangeNanos / speed.times() - System.nanoTime();
    }
}
