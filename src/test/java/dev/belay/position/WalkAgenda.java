package dev.belay.position;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** What is to happen in a walk, one thing after the other; times are epoch milliseconds. */
final class WalkAgenda {

    private record Due(long at, long number, Runnable what) {}

    private final PriorityQueue<Due> dues =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private long now;
    private long number;

    WalkAgenda(long start) {
        now = start;
    }

    void at(long when, Runnable what) {
        dues.add(new Due(Math.max(when, now), number++, what));
    }

    /** Does {@code what} again and again, the first time after {@code millis}. */
    void every(long millis, Runnable what) {
        at(now + millis, () -> {
            what.run();
            every(millis, what);
        });
    }

    /** Lets everything happen that is due until {@code end}; {@code clock} hears the time of each thing before it. */
    void until(long end, LongConsumer clock) {
        for (Due due = dues.peek(); due != null && due.at() <= end; due = dues.peek()) {
            dues.remove();
            now = due.at();
            clock.accept(now);
            due.what().run();
        }
        now = end;
    }
}
