package dev.belay.simulator.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the exchange made of a request.
 *
 * @param at exchange time of its arrival, epoch milliseconds
 * @param account the name of the account whose key was shown, "" when it was none's
 * @param parameters without signature and listen key
 * @param code 0 when it was done, else Binance's negative code
 * @param text Binance's text, "" when it was done
 * @param told the status that the caller saw, 0 when his connection was cut
 * @param weight what it used of the address's weight
 * @param orders what it used of the account's orders
 * @param effects the orders that it placed or changed, such as {@code order 8000000001}
 */
public record RequestVerdict(
        long at,
        String account,
        String method,
        String path,
        Map<String, String> parameters,
        int status,
        int code,
        String text,
        int told,
        int weight,
        int orders,
        List<String> effects) {
    public RequestVerdict {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters)); // keeps their order
        effects = List.copyOf(effects);
    }

    /** The same with what it led to. */
    public RequestVerdict ledTo(List<String> changes) {
        return new RequestVerdict(
                at, account, method, path, parameters, status, code, text, told, weight, orders, changes);
    }
}
