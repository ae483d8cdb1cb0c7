package dev.belay.cluster;

import akka.actor.typed.ActorRef;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Questions that wait for somebody to answer them. Who asks gives up within seconds: only the newest are kept. Plain Java,
 * owned by one thread.
 */
final class Lookers<M> {

    private static final int MOST = 64;

    private final Deque<M> waiting = new ArrayDeque<>();

    void keep(M question) {
        waiting.add(question);
        if (waiting.size() > MOST) {
            waiting.remove();
        }
    }

    /** Somebody is there. */
    void handTo(ActorRef<? super M> there) {
        for (M question = waiting.poll(); question != null; question = waiting.poll()) {
            there.tell(question);
        }
    }
}
