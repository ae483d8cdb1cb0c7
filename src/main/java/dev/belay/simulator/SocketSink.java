package dev.belay.simulator;

import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import dev.belay.market.Pace;
import dev.belay.simulator.wire.FrameSink;

/** Hands frames to one socket; a client that does not read is cut off, as the exchange does it. */
final class SocketSink implements FrameSink {

    private final BoundedSourceQueue<String> queue;
    private final Line line;
    private final Pace pace;
    private int waiting;
    private int pings;
    private int closing;
    private boolean over;

    SocketSink(BoundedSourceQueue<String> queue, Line line, Pace pace) {
        this.queue = queue;
        this.line = line;
        this.pace = pace;
    }

    /** Begins work that whoever reads the frame will end. */
    @Override
    public synchronized void frame(String text) {
        if (over) {
            return;
        }
        pace.begin();
        waiting++;
        QueueOfferResult offered = queue.offer(text);
        if (!offered.isEnqueued()) {
            waiting--;
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

    /** A text has left the queue. */
    synchronized String taken(String text) {
        if (waiting > 0 && !Line.isEnd(text)) {
            waiting--;
        }
        return text;
    }

    /** The pong is waited for: at speed, ten minutes of the exchange pass before a real one can come. */
    @Override
    public synchronized void ping() {
        if (!over) {
            pace.begin();
            pings++;
            line.ping();
        }
    }

    synchronized void ponged() {
        if (pings > 0) {
            pings--;
            pace.end();
        }
    }

    /** What is on its way still arrives; pings are no longer answered. */
    @Override
    public synchronized void goDead() {
        over = true;
        line.goDead();
        while (pings > 0) {
            ponged();
        }
    }

    /** Time waits until the connection has ended, so that the client hears of it at this moment of the exchange. */
    @Override
    public synchronized void close(int code) {
        over = true;
        if (queue.offer(Line.end(code)).isEnqueued()) {
            pace.begin();
            closing++;
        }
    }

    /** The connection is gone: nobody will end the work of what it did not carry any more. */
    synchronized void ended() {
        over = true;
        for (int lost = waiting + pings + closing; lost > 0; lost--) {
            pace.end();
        }
        waiting = 0;
        pings = 0;
        closing = 0;
    }
}
