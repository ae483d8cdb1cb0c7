package dev.belay.bench;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Traders who place signed orders over kept connections, a blocking thread each, as fast as they are answered. */
final class OrderCrowd implements AutoCloseable {

    static final int CONNECTIONS = 8;
    static final String THREAD = "trader";

    /** A call, with the parameters of which it has always the same and those of the odd and the even ones. */
    record Kind(String path, String always, String even, String odd) {}

    /** Opens and closes by turns. */
    static final Kind MARKET =
            new Kind("/fapi/v1/order", "symbol=BTCUSDT&type=MARKET&quantity=0.01", "&side=BUY", "&side=SELL");

    /** Stops far away; they rest. */
    static final Kind STOP = new Kind(
            "/fapi/v1/algoOrder",
            "algoType=CONDITIONAL&symbol=BTCUSDT&type=STOP_MARKET&quantity=0.01&reduceOnly=true&workingType=MARK_PRICE",
            "&side=SELL&triggerPrice=60000.0",
            "&side=BUY&triggerPrice=150000.0");

    /** An account's key and secret. */
    record Trader(String key, String secret) {}

    private final Kind kind;
    private final List<Trader> traders;
    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS, work -> new Thread(work, THREAD));
    private final AtomicLong placed = new AtomicLong();

    OrderCrowd(int port, Kind kind, List<Trader> traders) throws IOException {
        this.kind = kind;
        this.traders = traders;
        for (int number = 0; number < CONNECTIONS; number++) {
            connections.add(new Connection(port));
        }
    }

    List<Trader> accounts() {
        return traders;
    }

    /** What the server answers to an order. */
    String oneAnswer() throws IOException, GeneralSecurityException {
        return connections.get(0).place(traders.get(0), 0);
    }

    /** Places {@code count} orders and comes back when the last is answered. */
    void place(int count) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        long last = placed.get() + count;
        for (Connection connection : connections) {
            all.add(threads.submit(() -> {
                for (long number = placed.getAndIncrement(); number < last; number = placed.getAndIncrement()) {
                    connection.place(traders.get((int) (number % traders.size())), number / traders.size());
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        placed.set(last);
    }

    private final class Connection {
        private final Socket socket;
        private final DataInputStream in;
        private final OutputStream out;

        Connection(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
            out = socket.getOutputStream();
        }

        String place(Trader trader, long turn) throws IOException, GeneralSecurityException {
            String query = kind.always() + (turn % 2 == 0 ? kind.even() : kind.odd()) + "&timestamp="
                    + System.currentTimeMillis();
            String head = "POST " + kind.path() + "?" + query + "&signature=" + sign(trader, query)
                    + " HTTP/1.1\r\nHost: x\r\nX-MBX-APIKEY: " + trader.key() + "\r\nContent-Length: 0\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = LoopbackExchange.readHead(in);
            int length = answer.indexOf("Content-Length: ") + "Content-Length: ".length();
            byte[] body = in.readNBytes(Integer.parseInt(answer, length, answer.indexOf('\r', length), 10));
            String text = new String(body, StandardCharsets.US_ASCII);
            if (!answer.startsWith("HTTP/1.1 200")) {
                throw new IllegalStateException("refused: " + text);
            }
            return text;
        }

        private static String sign(Trader trader, String query) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(trader.secret().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(query.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Connection connection : connections) {
            connection.socket.close();
        }
    }
}
