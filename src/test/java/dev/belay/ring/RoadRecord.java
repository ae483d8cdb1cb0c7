package dev.belay.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Everything that one node has sent to the exchange and that the exchange has answered. It can hold a request on its way. */
final class RoadRecord implements FaultProxy.Plan {

    /**
     * A request and what it came to.
     *
     * @param at when it was answered, epoch milliseconds
     * @param what such as {@code POST /fapi/v1/order}
     * @param status of HTTP
     * @param body the exchange's answer
     */
    record Passed(long at, String what, int status, String body) {

        boolean changes() {
            return RoadRecord.changes(what);
        }

        boolean wasAccepted() {
            return status == 200;
        }
    }

    private final List<Passed> passed = new ArrayList<>();
    private boolean holdsNext;
    private CountDownLatch onItsWay = new CountDownLatch(0);

    private static boolean changes(String request) {
        return !request.startsWith("GET") && (request.endsWith("/algoOrder") || request.endsWith("/order"));
    }

    @Override
    public Mischief to(String request) {
        try {
            latchOf(request).await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
        return Mischief.PASS;
    }

    private synchronized CountDownLatch latchOf(String request) {
        if (!holdsNext || !changes(request)) {
            return new CountDownLatch(0);
        }
        holdsNext = false;
        onItsWay = new CountDownLatch(1);
        return onItsWay;
    }

    /** The next request that changes something does not arrive until {@link #letGo}. */
    synchronized void holdNextChange() {
        holdsNext = true;
    }

    /** Whether a request is held on its way. */
    synchronized boolean holds() {
        return onItsWay.getCount() > 0;
    }

    /** What was held arrives now. */
    synchronized void letGo() {
        holdsNext = false;
        onItsWay.countDown();
    }

    @Override
    public synchronized void answered(WireMessage request, WireMessage reply) {
        int status = Integer.parseInt(reply.head().substring(9, 12)); // HTTP/1.1 200
        String what = request.what();
        passed.add(new Passed(System.currentTimeMillis(), what, status, changes(what) ? reply.body() : ""));
    }

    /** What was answered at or after {@code since}, oldest first. */
    synchronized List<Passed> since(long since) {
        return passed.stream().filter(one -> one.at() >= since).toList();
    }

    /** The same of what was to change something. */
    List<Passed> changesSince(long since) {
        return since(since).stream().filter(Passed::changes).toList();
    }
}
