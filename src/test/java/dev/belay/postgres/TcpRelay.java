package dev.belay.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stands between a client and a server and passes bytes on, until it is told to do worse. */
public final class TcpRelay implements AutoCloseable {

    private final InetSocketAddress server;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger welcomed = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "tcp-relay");
        thread.setDaemon(true);
        return thread;
    });

    private volatile byte[] fatal = new byte[0];
    private volatile boolean mute;
    private boolean closed;
    private boolean held;
    private long delayMillis;

    /** A relay to {@code port} of this machine. */
    public TcpRelay(int port) {
        this(port, InetAddress.getLoopbackAddress());
    }

    /** As above, for clients that find it {@code at} another address of this machine. */
    public TcpRelay(int port, InetAddress at) {
        try {
            server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            door = new ServerSocket(0, 50, at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::welcome);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Holds every answer back for as long. */
    public void delay(long millis) {
        change(() -> delayMillis = millis);
    }

    /** Nothing gets through any more, and nobody is told; false lets everything go on, also what was held back. */
    public void hold(boolean all) {
        change(() -> held = all);
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next {@code count} answers that contain {@code text} are lost, and their connections with them. */
    public void loseAnswers(String text, int count) {
        fatal = text.getBytes(StandardCharsets.ISO_8859_1);
        answersToLose.set(count);
    }

    /** How many answers are still to be lost. */
    public int answersToLose() {
        return answersToLose.get();
    }

    /** Breaks all connections; new ones may come. */
    public void cut() {
        sockets.forEach(TcpRelay::reset);
    }

    /**
     * While it is mute it accepts connections and passes nothing on; a connection that has lost bytes so never hears
     * anything again, as behind a firewall that has forgotten it.
     */
    public void mute(boolean on) {
        mute = on;
    }

    /** How many connections there were so far. */
    public int welcomed() {
        return welcomed.get();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                welcomed.incrementAndGet();
                threads.execute(() -> join(client));
            } catch (IOException e) {
                return; // the door is closed
            }
        }
    }

    private void join(Socket client) {
        var upstream = new Socket();
        try {
            upstream.connect(server);
        } catch (IOException away) {
            reset(client); // as the server's machine would
            return;
        }
        sockets.add(client);
        sockets.add(upstream);
        threads.execute(() -> pass(client, upstream, false));
        pass(upstream, client, true);
    }

    private void pass(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            boolean deaf = false;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                deaf |= mute;
                if (deaf) {
                    continue;
                }
                if (answers && isFatal(Arrays.copyOf(buffer, count))) {
                    reset(to);
                    return;
                }
                awaitTurn(answers);
                out.write(buffer, 0, count);
            }
        } catch (IOException cut) {
            // One of the two has gone; so has the other now.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    /** Waits as long as bytes have to wait now. */
    private void awaitTurn(boolean answers) throws InterruptedException {
        lock.lock();
        try {
            long begun = System.nanoTime();
            long left = answers ? TimeUnit.MILLISECONDS.toNanos(delayMillis) : 0;
            while (!closed && (held || left > 0)) {
                changed.awaitNanos(held ? Long.MAX_VALUE : left);
                left = answers ? begun + TimeUnit.MILLISECONDS.toNanos(delayMillis) - System.nanoTime() : 0;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isFatal(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        return answersToLose.get() > 0
                && text.contains(new String(fatal, StandardCharsets.ISO_8859_1))
                && answersToLose.getAndDecrement() > 0;
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            // It is closed then.
        }
    }

    @Override
    public void close() throws IOException {
        change(() -> closed = true);
        door.close();
        cut();
        threads.shutdownNow();
    }
}
