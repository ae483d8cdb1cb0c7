package dev.belay.simulator.wire;

/** The way to one WebSocket connection. */
public interface FrameSink {
    void frame(String text);
}
