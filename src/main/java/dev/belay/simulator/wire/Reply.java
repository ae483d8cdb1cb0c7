package dev.belay.simulator.wire;

import java.util.Map;

/** An answer: HTTP status, JSON text and the rate-limit headers. */
public record Reply(int status, String body, Map<String, String> headers) {
    public Reply {
        headers = Map.copyOf(headers);
    }
}
