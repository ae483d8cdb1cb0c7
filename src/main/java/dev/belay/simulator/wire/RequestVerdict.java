package dev.belay.simulator.wire;

import java.util.Map;

/**
 * What the exchange made of a request.
 *
 * @param at exchange time of its arrival, epoch milliseconds
 * @param account the name of the account whose key was shown, "" when it was none's
 * @param parameters without signature and listen key
 * @param code 0 when it was done, else Binance's negative code
 * @param text Binance's text, "" when it was done
 */
public record RequestVerdict(
        long at,
        String account,
        String method,
        String path,
        Map<String, String> parameters,
        int status,
        int code,
        String text) {
    public RequestVerdict {
        parameters = Map.copyOf(parameters);
    }
}
