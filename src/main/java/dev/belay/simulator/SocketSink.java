package dev.belay.simulator;

import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import dev.belay.market.Pace;
import dev.belay.simulator.wire.FrameSink;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands frames to one socket; a client that does not read is cut off, as the exchange does it. */
final class SocketSink implements FrameSink {

    private final BoundedSourceQueue<String> queue;
    private final Line line;
    private final Pace pace;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger pings = new AtomicInteger();
    private volatile boolean over;

    SocketSink(BoundedSourceQueue<String> queue, Line line, Pace pace) {
        this.queue = queue;
        this.line = line;
        this.pace = pace;
    }

    /** Begins work that whoever reads the frame will end. */
    @Override
    public void frame(String text) {
        if (over) {
            return;
        }
        pace.begin();
        waiting.incrementAndGet();
        QueueOfferResult offered = queue.offer(text);
        if (!offered.isEnqueued()) {
            waiting.decrementAndGet();
            pace.end();
            over = true;
            cutIfSlow(offered);
        }
    }

    /** A queue that is over for another reason, because the client went, must not be completed again. */
    private void cutIfSlow(QueueOfferResult offered) {
        if (offered.equals(QueueOfferResult.dropped())) {
            queue.complete();
        }
    }

    /** A frame has left the queue. */
    String taken(String text) {
        waiting.decrementAndGet();
        return text;
    }

    /** The pong is waited for: at speed, ten minutes of the exchange pass before a real one can come. */
    @Override
    public void ping() {
        if (!over) {
            pace.begin();
            pings.incrementAndGet();
            line.ping();
        }
    }

    void ponged() {
        if (pings.getAndUpdate(open -> Math.max(0, open - 1)) > 0) {
            pace.end();
        }
    }

    @Override
    public void goDead() {
        over = true;
        line.goDead();
    }

    @Override
    public void close(int code) {
        over = true;
        line.close(code);
    }

    /** The connection is gone: nobody will end the work of what it did not carry any more. */
    void ended() {
        over = true;
        int lost = waiting.getAndSet(0) + pings.getAndSet(0);
        for (int index = 0; index < lost; index++) {
            pace.end();
        }
    }
}
