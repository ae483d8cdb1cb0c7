package dev.belay.ring;

import java.util.ArrayList;
import java.util.List;

/** Everything that one node has sent to the exchange and that the exchange has answered; nothing is done to it. */
final class RoadRecord implements FaultProxy.Plan {

    /**
     * A request and what it came to.
     *
     * @param at when it was answered, epoch milliseconds
     * @param what such as {@code POST /fapi/v1/order}
     * @param status of HTTP
     */
    record Passed(long at, String what, int status) {

        boolean changes() {
            return !what.startsWith("GET") && (what.endsWith("/algoOrder") || what.endsWith("/order"));
        }

        boolean wasAccepted() {
            return status == 200;
        }
    }

    private final List<Passed> passed = new ArrayList<>();

    @Override
    public Mischief to(String request) {
        return Mischief.PASS;
    }

    @Override
    public synchronized void answered(WireMessage request, WireMessage reply) {
        int status = Integer.parseInt(reply.head().substring(9, 12)); // HTTP/1.1 200
        passed.add(new Passed(System.currentTimeMillis(), request.what(), status));
    }

    /** What was answered at or after {@code since}, oldest first. */
    synchronized List<Passed> since(long since) {
        return passed.stream().filter(one -> one.at() >= since).toList();
    }
}
