package dev.belay.simulator.engine;

import java.util.function.Consumer;

/** Numbers the events by time and hands them on. */
final class EventOutlet {

    private final Consumer<ExchangeEvent> listener;
    private long last;
    private long transaction;
    private long algoTransaction;
    private long lag;

    EventOutlet(Consumer<ExchangeEvent> listener) {
        this.listener = listener;
    }

    /**
     * The time of the next event of something that happens at {@code now}. The engine's time in it is the one that the
     * lists of trades, orders and positions tell: who compares an event with a snapshot compares like with like.
     */
    EventTime time(long now) {
        transaction = moment(now);
        return new EventTime(transaction, next(now));
    }

    /** The same for a conditional order, whose service works at a pace of its own. */
    EventTime algoTime(long now) {
        algoTransaction = Math.max(algoTransaction, now + lag);
        return new EventTime(algoTransaction, next(now));
    }

    /**
     * The engine's time of what happens at {@code now}: not before what was told already. What is kept is dated by it,
     * so that the queries say the same times as the events.
     */
    long moment(long now) {
        return Math.max(transaction, now);
    }

    private long next(long now) {
        last = Math.max(last, now + lag) + 1;
        return last;
    }

    /** From now on events are told so many milliseconds after they have happened. */
    void lag(long millis) {
        lag = millis;
    }

    void tell(ExchangeEvent event) {
        listener.accept(event);
    }
}
