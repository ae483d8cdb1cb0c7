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
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection, below HTTP: here it is cut, falls dead and is pinged in exchange time, which no HTTP server lets
 * itself be told.
 */
final class Line {

    private static final int WAITING = 16;
    private static final int CONTROL_FRAME = 0x08;
    private static final byte CLOSE = (byte) 0x88;
    private static final int HEADER = 2;
    private static final String END = "the simulator ends this with ";
    private static final int CODE_DIGITS = 4;
    private static final ByteString PING = ByteString.fromArray(new byte[] {(byte) 0x89, 0});

    private final SharedKillSwitch wire = KillSwitches.shared("line");
    private volatile @Nullable BoundedSourceQueue<ByteString> extra;
    private volatile @Nullable FrameWatch watch;
    private volatile boolean dead;
    private boolean greeting;
    private boolean diesAfterGreeting;

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
                .map(Line::perhapsEnd)
                .takeWhile(bytes -> !isEnd(bytes), true)
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

    private synchronized void greeted() {
        greeting = false;
        dead = diesAfterGreeting;
    }

    void ping() {
        BoundedSourceQueue<ByteString> queue = extra;
        if (!dead && queue != null) {
            queue.offer(PING);
        }
    }

    /** Stays open, answers nothing; one that is still opening opens first. */
    synchronized void goDead() {
        dead = !greeting;
        diesAfterGreeting = greeting;
    }

    /** Resets the connection: what is on its way is lost. */
    void cut() {
        wire.abort(new Cut());
    }

    /**
     * The text that ends a WebSocket with {@code code}. It goes the way of all texts and becomes a close frame at the end
     * of it: what was sent before still arrives, as over one TCP connection it must.
     */
    static String end(int code) {
        return END + code;
    }

    static boolean isEnd(String text) {
        return text.startsWith(END);
    }

    private static ByteString perhapsEnd(ByteString bytes) {
        if (bytes.length() != HEADER + END.length() + CODE_DIGITS
                || !bytes.drop(HEADER).utf8String().startsWith(END)) {
            return bytes;
        }
        int code = Integer.parseInt(bytes.drop(HEADER + END.length()).utf8String());
        return ByteString.fromArray(new byte[] {CLOSE, 2, (byte) (code >> 8), (byte) code});
    }

    private static boolean isEnd(ByteString bytes) {
        return bytes.apply(0) == CLOSE;
    }
}
