package dev.belay.simulator.engine;

import java.util.function.Consumer;

/** Numbers the events by time and hands them on. */
final class EventOutlet {

    private final Consumer<ExchangeEvent> listener;
    private long last;
    private long transaction;
    private long lag;

    EventOutlet(Consumer<ExchangeEvent> listener) {
        this.listener = listener;
    }

    /** The time of the next event of something that happens at {@code now}. */
    EventTime time(long now) {
        last = Math.max(last, now + lag) + 1;
        transaction = Math.max(transaction, now + lag);
        return new EventTime(transaction, last);
    }

    /** From now on events are told as if they happened so many milliseconds later: the engine's own pace. */
    void lag(long millis) {
        lag = millis;
    }

    void tell(ExchangeEvent event) {
        listener.accept(event);
    }
}
