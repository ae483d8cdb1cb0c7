package dev.belay.simulator.wire;

import java.util.Map;

/** An answer: HTTP status, JSON text, the rate-limit headers and how it travels. */
public record Reply(int status, String body, Map<String, String> headers, Delivery delivery) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** Travels as usual. */
    public Reply(int status, String body, Map<String, String> headers) {
        this(status, body, headers, Delivery.USUAL);
    }
}
