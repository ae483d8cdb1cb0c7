package dev.belay.simulator.wire;

import dev.belay.simulator.engine.ExchangeError;
import java.util.Map;

/** An answer: HTTP status, JSON text, the rate-limit headers and how it travels. */
public record Reply(int status, String body, Map<String, String> headers, Delivery delivery) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** A refusal outside the order of checks. */
    public static Reply refusal(int status, int code, String text) {
        return new Reply(
                status, Json.error(new ExchangeError(status, code, text)).toString(), Map.of());
    }

    /** Travels as usual. */
    public Reply(int status, String body, Map<String, String> headers) {
        this(status, body, headers, Delivery.USUAL);
    }
}
