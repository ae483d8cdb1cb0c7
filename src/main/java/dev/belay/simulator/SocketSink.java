package dev.belay.simulator;

import akka.stream.BoundedSourceQueue;
import akka.stream.QueueOfferResult;
import dev.belay.market.Pace;
import dev.belay.simulator.wire.FrameSink;

/** Hands frames to one socket; a client that does not read is cut off, as the exchange does it. */
final class SocketSink implements FrameSink {

    private final BoundedSourceQueue<String> queue;
    private final Pace pace;
    private boolean over;

    SocketSink(BoundedSourceQueue<String> queue, Pace pace) {
        this.queue = queue;
        this.pace = pace;
    }

    /** Begins work that whoever reads the frame will end. */
    @Override
    public void frame(String text) {
        if (over) {
            return;
        }
        pace.begin();
        QueueOfferResult offered = queue.offer(text);
        if (!offered.isEnqueued()) {
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
}
