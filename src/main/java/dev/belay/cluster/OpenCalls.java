package dev.belay.cluster;

import dev.belay.exchange.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls that a node has out at the gateway of an account, which may be on another node. Plain Java, owned by one thread.
 *
 * @param <O> who made a call
 */
final class OpenCalls<O> {

    /**
     * A call without an answer yet.
     *
     * @param at when it was handed on, exchange time in epoch milliseconds
     */
    record Open<O>(long number, Request request, O owner, long at) {}

    private final Map<Long, Open<O>> open = new LinkedHashMap<>();
    private long newest;

    /** A call is handed on; its number is never used again. */
    Open<O> begin(Request request, O owner, long now) {
        newest++;
        var call = new Open<>(newest, request, owner, now);
        open.put(newest, call);
        return call;
    }

    /** The call came back; empty when nobody waits for it any more. */
    Optional<Open<O>> end(long number) {
        return Optional.ofNullable(open.remove(number));
    }

    /** Takes the calls that were handed on before {@code then}, oldest first. */
    List<Open<O>> takeBefore(long then) {
        List<Open<O>> late =
                open.values().stream().filter(call -> call.at() < then).toList();
        late.forEach(call -> open.remove(call.number()));
        return late;
    }

    /** Takes all, oldest first. */
    List<Open<O>> takeAll() {
        List<Open<O>> all = new ArrayList<>(open.values());
        open.clear();
        return all;
    }

    int size() {
        return open.size();
    }
}
