package dev.belay.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The judge: an exchange on loopback that accepts everything, on plain blocking sockets so that its own share of a
 * measured time is small. It notes the moment at which the head of each placed stop is wholly read.
 */
final class LoopbackExchange implements AutoCloseable {

    /** The name of its threads. */
    static final String THREAD = "judge";

    private static final Pattern STREAM = Pattern.compile("([a-z0-9]+)@markPrice@1s");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final String UPGRADE = "\r\nupgrade: websocket";
    private static final String WEBSOCKET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server;
    private final LoopbackAnswers answers;
    private final AtomicLong restCalls = new AtomicLong();

    /** Moments ({@link System#nanoTime}) at which stops were read. */
    final BlockingQueue<Long> placedAt = new LinkedBlockingQueue<>();

    /** Symbols that the newest market connection carries. */
    final Set<String> subscribed = ConcurrentHashMap.newKeySet();

    private volatile OutputStream market = OutputStream.nullOutputStream();

    LoopbackExchange(LoopbackAnswers answers) throws IOException {
        this.answers = answers;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    long restCalls() {
        return restCalls.get();
    }

    /** Forgets what an earlier client did. */
    void forgetClient() {
        subscribed.clear();
        placedAt.clear();
        restCalls.set(0);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            OutputStream out = socket.getOutputStream();
            String head = readHead(in);
            while (!head.isEmpty()) {
                if (head.toLowerCase(Locale.ROOT).contains(UPGRADE)) {
                    serveStream(head, in, out);
                    return;
                }
                answer(head, body(head, in), out);
                head = readHead(in);
            }
        } catch (IOException | NoSuchAlgorithmException e) {
            // a killed client ends like this
        }
    }

    /** The form that a client sends instead of a query, "" when there is none. */
    private static String body(String head, DataInputStream in) throws IOException {
        Matcher length = LENGTH.matcher(head);
        return length.find()
                ? new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.US_ASCII)
                : "";
    }

    private void answer(String head, String form, OutputStream out) throws IOException {
        boolean stop = head.startsWith("POST /fapi/v1/algoOrder");
        if (stop) {
            placedAt.add(System.nanoTime());
        }
        restCalls.incrementAndGet();
        String line = head.substring(0, head.indexOf("\r\n"));
        String asked = form.isEmpty() ? line : line.replaceFirst(" HTTP.*", "?" + form);
        byte[] body = answers.to(asked).getBytes(StandardCharsets.UTF_8);
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length;
        write(out, (answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII), body);
    }

    private static void write(OutputStream out, byte[] head, byte[] body) throws IOException {
        out.write(ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array());
    }

    /** The head of the next request, "" when the client has gone. */
    static String readHead(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder(512);
        int next = in.read();
        while (next >= 0) {
            head.append((char) next);
            if (next == '\n' && head.length() > 3 && head.charAt(head.length() - 3) == '\n') {
                return head.toString();
            }
            next = in.read();
        }
        return "";
    }

    private void serveStream(String head, DataInputStream in, OutputStream out)
            throws IOException, NoSuchAlgorithmException {
        Matcher key = Pattern.compile("(?i)\r\nsec-websocket-key: *([^\r]+)").matcher(head);
        if (!key.find()) {
            return;
        }
        byte[] hash = MessageDigest.getInstance("SHA-1")
                .digest((key.group(1) + WEBSOCKET).getBytes(StandardCharsets.US_ASCII));
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n";
        out.write(answer.getBytes(StandardCharsets.US_ASCII));
        if (head.startsWith("GET /market")) {
            market = out;
            subscribed.clear();
            subscribe(head.substring(0, head.indexOf("\r\n")));
        }
        while (true) {
            String text = readMasked(in);
            subscribe(text);
            Matcher id = ID.matcher(text);
            if (id.find()) {
                send(out, frame("{\"result\":null,\"id\":" + id.group(1) + "}"));
            }
        }
    }

    private void subscribe(String text) {
        Matcher stream = STREAM.matcher(text);
        while (stream.find()) {
            subscribed.add(stream.group(1).toUpperCase(Locale.ROOT));
        }
    }

    private static String readMasked(DataInputStream in) throws IOException {
        in.readByte();
        int length = in.readByte() & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length;
        byte[] mask = in.readNBytes(4);
        byte[] bytes = in.readNBytes(length);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= mask[i & 3];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** {@code text}, shorter than 64 KiB, as a frame of a server. */
    static byte[] frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(bytes.length + 4).put((byte) 0x81);
        if (bytes.length < 126) {
            frame.put((byte) bytes.length);
        } else {
            frame.put((byte) 126).putShort((short) bytes.length);
        }
        frame.put(bytes);
        return java.util.Arrays.copyOf(frame.array(), frame.position());
    }

    /** Writes {@code frames} to the newest market connection. */
    void send(byte[] frames) {
        try {
            send(market, frames);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(OutputStream to, byte[] frames) throws IOException {
        synchronized (to) {
            to.write(frames);
        }
    }

    /** A mark price as Binance writes it. */
    static String markPrice(String symbol, String price, long at) {
        return "{\"e\":\"markPriceUpdate\",\"E\":" + at + ",\"s\":\"" + symbol + "\",\"p\":\"" + price
                + "\",\"ap\":\"" + price + "\",\"P\":\"" + price + "\",\"i\":\"" + price
                + "\",\"r\":\"0.00010000\",\"T\":1763712000000}";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** The parameters of a request line. */
    static Map<String, String> parameters(String line) {
        Map<String, String> all = new ConcurrentHashMap<>();
        Matcher pair = Pattern.compile("[?&]([A-Za-z]+)=([^& ]*)").matcher(line);
        while (pair.find()) {
            all.put(pair.group(1), pair.group(2));
        }
        return all;
    }
}
