package dev.belay.ring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a client and an HTTP/1.1 server and does to each request what it is told, told apart by before and after
 * its effect. Keeps connections alive as both sides do.
 */
final class FaultProxy implements AutoCloseable {

    private static final int SLOW_MILLIS = 1_500;
    private static final String PAGE = "<html><body>upstream connect error</body></html>";

    /** Decides; called on any thread. */
    interface Plan {

        /** What to do to a request such as {@code POST /fapi/v1/order}; asked once for each. */
        Mischief to(String request);

        /** A request was carried out, and its answer is about to be thrown away. */
        default void carriedOut() {}

        /** The server answered a request, whatever becomes of the answer. */
        default void answered(WireMessage request, WireMessage reply) {}
    }

    private final InetSocketAddress server;
    private final Plan plan;
    private final ServerSocket door;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<Mischief, Integer> done = new EnumMap<>(Mischief.class);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean refusing;

    FaultProxy(InetSocketAddress server, Plan plan) throws IOException {
        this(server, plan, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    FaultProxy(InetSocketAddress server, Plan plan, InetSocketAddress at) throws IOException {
        this.server = server;
        this.plan = plan;
        this.door = new ServerSocket(at.getPort(), 50, at.getAddress());
        threads.execute(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Whether every connection is reset as soon as it comes. */
    void refuse(boolean all) {
        refusing = all;
        if (all) {
            sockets.forEach(FaultProxy::reset);
        }
    }

    /** How often what was done. */
    Map<Mischief, Integer> done() {
        synchronized (done) {
            return new EnumMap<>(done);
        }
    }

    private void count(Mischief one) {
        synchronized (done) {
            done.merge(one, 1, Integer::sum);
        }
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (refusing) {
                    count(Mischief.REFUSE);
                    reset(client);
                } else {
                    sockets.add(client);
                    threads.execute(() -> serve(client));
                }
            } catch (IOException over) {
                return; // the door is closed
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket upstream = new Socket()) {
            upstream.connect(server);
            sockets.add(upstream);
            boolean goesOn = true;
            while (goesOn) {
                WireMessage request = WireMessage.read(client.getInputStream());
                goesOn = request != null && one(request, client, upstream);
            }
            sockets.remove(upstream);
        } catch (IOException cut) {
            // One of the two has gone; so has the other now.
        } finally {
            sockets.remove(client);
        }
    }

    /** Says whether the connection goes on. */
    private boolean one(WireMessage request, Socket client, Socket upstream) throws IOException {
        Mischief mischief = plan.to(request.what());
        count(mischief);
        if (mischief == Mischief.REFUSE || mischief == Mischief.CUT_BEFORE_REQUEST) {
            reset(client);
            return false;
        }
        upstream.getOutputStream().write(request.bytes());
        WireMessage reply = WireMessage.read(upstream.getInputStream());
        if (reply == null) {
            return false;
        }
        plan.answered(request, reply);
        return answer(mischief, reply, client);
    }

    private boolean answer(Mischief mischief, WireMessage reply, Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        byte[] bytes = reply.bytes();
        switch (mischief) {
            case CUT_AFTER_REQUEST -> {
                plan.carriedOut();
                reset(client);
            }
            case STALL_REPLY -> client.getInputStream().read(); // until the caller goes, or sends what nobody reads
            case TRUNCATE_REPLY ->
                out.write(bytes, 0, reply.head().length() + reply.body().length() / 2);
            case GARBAGE_REPLY ->
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + PAGE.length() + "\r\n\r\n"
                                + PAGE)
                        .getBytes(ISO_8859_1));
            case SLOW_REPLY -> {
                pause();
                out.write(bytes);
            }
            default -> out.write(bytes);
        }
        return mischief == Mischief.PASS || mischief == Mischief.SLOW_REPLY || mischief == Mischief.GARBAGE_REPLY;
    }

    /** Waits, but not longer than the proxy lives. */
    private void pause() throws IOException {
        try {
            boolean over = closed.await(SLOW_MILLIS, TimeUnit.MILLISECONDS);
            if (over) {
                throw new IOException("the proxy is closed");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes with RST, so that the other side knows at once. */
    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException gone) {
            // It is closed then.
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        door.close();
        sockets.forEach(FaultProxy::reset);
        threads.shutdownNow();
    }
}
