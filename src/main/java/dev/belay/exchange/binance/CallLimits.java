package dev.belay.exchange.binance;

import dev.belay.money.Require;
import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param receiveWindow exchange time after the decision within which the exchange accepts a signed request
 *     ({@code recvWindow}, binance-api §2.2), at most 60 seconds
 * @param deadline machine time within which every call is answered, if only by "unknown"
 */
public record CallLimits(Duration receiveWindow, Duration deadline) {

    /** What the exchange takes without being asked, and as long to wait for it. */
    public static final CallLimits DEFAULT = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(5));

    public CallLimits {
        Require.argument(
                receiveWindow.toMillis() > 0 && receiveWindow.toMillis() <= 60_000,
                "the receive window must be between 1 ms and 60 s, was %s",
                receiveWindow);
        Require.argument(deadline.toMillis() > 0, "the deadline must be positive, was %s", deadline);
    }
}
