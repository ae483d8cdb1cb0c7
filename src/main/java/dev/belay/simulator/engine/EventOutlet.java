package dev.belay.simulator.engine;

import java.util.function.Consumer;

/** Numbers the events by time and hands them on. */
final class EventOutlet {

    private final Consumer<ExchangeEvent> listener;
    private long last;

    EventOutlet(Consumer<ExchangeEvent> listener) {
        this.listener = listener;
    }

    /** The time of the next event of something that happens at {@code now}. */
    EventTime time(long now) {
        last = Math.max(last, now) + 1;
        return new EventTime(now, last);
    }

    void tell(ExchangeEvent event) {
        listener.accept(event);
    }
}
