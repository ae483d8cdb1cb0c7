package dev.belay.simulator;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.stream.BoundedSourceQueue;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection, below HTTP: here it is cut, falls dead and is pinged in exchange time, which no HTTP server lets
 * itself be told.
 */
final class Line {

    private static final int WAITING = 16;
    private static final int CONTROL_FRAME = 0x08;
    private static final ByteString PING = ByteString.fromArray(new byte[] {(byte) 0x89, 0});

    private final SharedKillSwitch wire = KillSwitches.shared("line");
    private volatile @Nullable BoundedSourceQueue<ByteString> extra;
    private volatile @Nullable FrameWatch watch;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean dead;
    private boolean greeting;
    private Runnable afterGreeting = () -> {};

    /** The connection was cut on purpose. */
    private static final class Cut extends IOException {
        Cut() {
            super("the simulator cut the connection");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** Serves a connection that has come in. */
    void serve(Tcp.IncomingConnection incoming, Flow<ByteString, ByteString, NotUsed> http, ActorSystem<?> system) {
        Flow<ByteString, ByteString, BoundedSourceQueue<ByteString>> flow = Flow.of(ByteString.class)
                .filter(this::comesIn)
                .via(http)
                .filter(this::goesOut)
                .mergeMat(Source.queue(WAITING), Keep.right(), true)
                .via(wire.flow());
        extra = incoming.handleWith(flow, system);
    }

    private boolean comesIn(ByteString bytes) {
        FrameWatch watching = watch;
        if (watching != null && !dead) {
            watching.pass(bytes);
        }
        return !dead;
    }

    /** Data that is already on its way still arrives; a dead line only stops answering. */
    private boolean goesOut(ByteString bytes) {
        if (isGreeting()) {
            greeted();
            return true;
        }
        return !dead || (bytes.apply(0) & CONTROL_FRAME) == 0;
    }

    /** From now on frames of a WebSocket come in; {@code frames} hears the operation code of each. */
    synchronized void upgrade(IntConsumer frames) {
        watch = new FrameWatch(frames);
        greeting = true;
    }

    private synchronized boolean isGreeting() {
        return greeting;
    }

    private void greeted() {
        Runnable waiting;
        synchronized (this) {
            greeting = false;
            waiting = afterGreeting;
        }
        waiting.run();
    }

    /** A WebSocket that is hit as it opens is open first: until the answer to its handshake has gone out, {@code act} waits. */
    private synchronized boolean waits(Runnable act) {
        if (greeting) {
            Runnable before = afterGreeting;
            afterGreeting = () -> {
                before.run();
                act.run();
            };
        }
        return greeting;
    }

    void ping() {
        if (!dead) {
            offer(PING);
        }
    }

    /** Stays open, answers nothing. */
    void goDead() {
        if (!waits(this::goDead)) {
            dead = true;
        }
    }

    /** Resets the connection: what is on its way is lost. */
    void cut() {
        wire.abort(new Cut());
    }

    /** Ends a WebSocket with {@code code}, after what is on its way. */
    void close(int code) {
        if (!waits(() -> end(code))) {
            end(code);
        }
    }

    private void end(int code) {
        boolean sent = offer(ByteString.fromArray(new byte[] {(byte) 0x88, 2, (byte) (code >> 8), (byte) code}));
        dead = true;
        BoundedSourceQueue<ByteString> queue = extra;
        if (queue != null && sent && !closing.getAndSet(true)) {
            complete(queue);
        }
    }

    private void complete(BoundedSourceQueue<ByteString> queue) {
        try {
            queue.complete();
        } catch (IllegalStateException overAlready) {
            dead = true; // the client was faster: the end of its connection has ended the queue
        }
    }

    /** Says whether the connection is still there to take it. */
    private boolean offer(ByteString frame) {
        BoundedSourceQueue<ByteString> queue = extra;
        return queue != null && queue.offer(frame).isEnqueued();
    }
}
