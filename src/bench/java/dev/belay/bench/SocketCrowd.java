package dev.belay.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sockets that listen to the mark price of BTCUSDT; one thread reads them all and counts the frames. */
final class SocketCrowd implements AutoCloseable {

    static final String THREAD = "listener";
    private static final String UPGRADE = "GET /market/ws/btcusdt@markPrice@1s HTTP/1.1\r\nHost: x\r\n"
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

    private final Selector selector = Selector.open();
    private final Semaphore frames = new Semaphore(0);
    private final int count;
    private volatile String newest = "";

    SocketCrowd(int port, int count) throws IOException {
        this.count = count;
        for (int number = 0; number < count; number++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.write(ByteBuffer.wrap(UPGRADE.getBytes(StandardCharsets.US_ASCII)));
            LoopbackExchange.readHead(new DataInputStream(channel.socket().getInputStream()));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(1 << 16));
        }
        Thread thread = new Thread(this::listen, THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    /** The text of the frame that was read last. */
    String newest() {
        return newest;
    }

    /** Waits until each socket has had {@code frames} more. */
    void await(int each) throws InterruptedException {
        if (!frames.tryAcquire(each * count, 60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "only %d of %d frames came".formatted(frames.availablePermits(), each * count));
        }
    }

    /** Lets {@code send} send that many frames to each socket and waits for the last; others that came are forgotten. */
    void after(int each, Runnable send) throws InterruptedException {
        frames.drainPermits();
        send.run();
        await(each);
    }

    private void listen() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> read((SocketChannel) key.channel(), (ByteBuffer) key.attachment()));
            }
        } catch (IOException | UncheckedIOException | java.nio.channels.ClosedSelectorException e) {
            // closed
        }
    }

    private void read(SocketChannel channel, ByteBuffer bytes) {
        try {
            if (channel.read(bytes) < 0) {
                throw new IllegalStateException("a socket was cut off");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.flip();
        int whole = 0;
        for (int length = frame(bytes); length >= 0; length = frame(bytes)) {
            whole += 1;
        }
        bytes.compact();
        frames.release(whole);
    }

    /** Goes beyond the next frame and tells how long its text is; -1 when it is not all there. */
    private int frame(ByteBuffer bytes) {
        int start = bytes.position();
        if (bytes.remaining() < 4) {
            return -1;
        }
        int length = bytes.get(start + 1) & 0x7f;
        int head = length == 126 ? 4 : 2;
        length = length == 126 ? bytes.getShort(start + 2) & 0xffff : length;
        if (bytes.remaining() < head + length) {
            return -1;
        }
        if (newest.isEmpty()) {
            newest = new String(bytes.array(), start + head, length, StandardCharsets.US_ASCII);
        }
        bytes.position(start + head + length);
        return length;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
