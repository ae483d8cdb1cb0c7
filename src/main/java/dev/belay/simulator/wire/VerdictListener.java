package dev.belay.simulator.wire;

/** Hears what became of every request. */
public interface VerdictListener {
    void verdict(RequestVerdict verdict);
}
