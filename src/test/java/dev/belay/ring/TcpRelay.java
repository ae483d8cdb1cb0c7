package dev.belay.ring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Hands bytes on between clients and a server; slows them down, holds them back, or cuts all connections. */
final class TcpRelay implements AutoCloseable {

    private final InetSocketAddress server;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "tcp-relay");
        thread.setDaemon(true);
        return thread;
    });
    private boolean held;
    private boolean closed;
    private long delayMillis;

    TcpRelay(int serverPort) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Nothing gets through any more, and nobody is told; false lets everything go on, also what was held back. */
    void hold(boolean all) {
        change(() -> held = all);
    }

    /** Everything takes so much longer from now on. */
    void slowBy(long millis) {
        change(() -> delayMillis = millis);
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

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                sockets.add(client);
                threads.execute(() -> connect(client));
            } catch (IOException over) {
                return; // the door is closed
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket upstream = new Socket();
            sockets.add(upstream);
            upstream.connect(server);
            threads.execute(() -> handOn(client, upstream));
            handOn(upstream, client);
        } catch (IOException refused) {
            drop(client);
        }
    }

    private void handOn(Socket from, Socket to) {
        byte[] bytes = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                pass();
                out.write(bytes, 0, read);
            }
        } catch (IOException cut) {
            // One of the two has gone; so has the other now.
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } finally {
            drop(from);
            drop(to);
        }
    }

    /** Waits as long as bytes have to wait now. */
    private void pass() throws InterruptedException {
        lock.lock();
        try {
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis);
            for (long left = until - System.nanoTime();
                    !closed && (held || left > 0);
                    left = until - System.nanoTime()) {
                changed.awaitNanos(held ? Long.MAX_VALUE : left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void drop(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed then.
        }
    }

    @Override
    public void close() throws IOException {
        change(() -> closed = true);
        door.close();
        sockets.forEach(this::drop);
        threads.shutdownNow();
    }
}
