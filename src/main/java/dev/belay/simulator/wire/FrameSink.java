package dev.belay.simulator.wire;

/** The way to one WebSocket connection. */
public interface FrameSink {
    void frame(String text);

    /** Asks for a sign of life. */
    default void ping() {}

    /** Stays open and answers nothing at all from now on. */
    default void goDead() {}

    /** Ends the connection with a code of RFC 6455 §7.4. */
    default void close(int code) {}
}
