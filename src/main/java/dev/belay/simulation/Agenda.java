package dev.belay.simulation;

import java.util.PriorityQueue;

/**
 * What is to happen in virtual time, one thing after the other on one thread: things of the same millisecond in the order
 * in which they were planned, so that every run of the same seed is the same.
 */
final class Agenda {

    private record Due(long at, long number, Runnable what) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    private final PriorityQueue<Due> dues = new PriorityQueue<>();
    private long now;
    private long number;
    private long happened;

    /** An empty agenda at {@code start}, epoch milliseconds. */
    Agenda(long start) {
        now = start;
    }

    /** Virtual time, epoch milliseconds. */
    long now() {
        return now;
    }

    /** How many things have happened. */
    long happened() {
        return happened;
    }

    void after(long millis, Runnable what) {
        dues.add(new Due(now + millis, number++, what));
    }

    /** Does {@code what} again and again, the first time after {@code millis}. */
    void every(long millis, Runnable what) {
        after(millis, () -> {
            what.run();
            every(millis, what);
        });
    }

    /** Lets everything happen that is due until {@code end}, epoch milliseconds. */
    void until(long end) {
        for (Due due = dues.peek(); due != null && due.at() <= end; due = dues.peek()) {
            dues.remove();
            now = due.at();
            happened++;
            due.what().run();
        }
        now = end;
    }

    /** Lets the next thing happen that is due until {@code end}; says whether there was one. */
    boolean next(long end) {
        Due due = dues.peek();
        if (due == null || due.at() > end) {
            now = end;
            return false;
        }
        dues.remove();
        now = due.at();
        happened++;
        due.what().run();
        return true;
    }
}
