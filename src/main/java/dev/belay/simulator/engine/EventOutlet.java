package dev.belay.simulator.engine;

import java.util.function.Consumer;

/** Numbers the events by time and hands them on. */
final class EventOutlet {

    private final Consumer<ExchangeEvent> listener;
    private long last;
    private long transaction;

    EventOutlet(Consumer<ExchangeEvent> listener) {
        this.listener = listener;
    }

    /** The time of the next event of something that happens at {@code now}. */
    EventTime time(long now) {
        transaction = moment(now);
        last = Math.max(last, transaction) + 1;
        return new EventTime(transaction, last);
    }

    /**
     * The engine's time of what happens at {@code now}: not before what was told already. What is kept is dated by it,
     * so that the queries say the same times as the events.
     */
    long moment(long now) {
        return Math.max(transaction, now);
    }

    void tell(ExchangeEvent event) {
        listener.accept(event);
    }
}
