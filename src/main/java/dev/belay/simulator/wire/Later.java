package dev.belay.simulator.wire;

/** Does something later, in exchange time, on the thread that owns the exchange. */
public interface Later {
    void after(long millis, Runnable act);
}
