package dev.belay.bench;

import dev.belay.exchange.binance.WireMicro;
import dev.belay.market.MarketPrice;
import dev.belay.money.Price;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The limit: one thread on blocking sockets that scans the frame, signs the stop with the product's own scanner and
 * writer, and sends it. No actors, no HTTP library; {@code first} stands for what it writes down before.
 */
final class RawGuard implements AutoCloseable {

    private final LoopbackExchange judge;
    private final Socket market;
    private final Socket rest;
    private final WireMicro wire = new WireMicro(Set.of(TickToOrder.SYMBOL));
    private final Runnable first;
    private int ticks;

    RawGuard(Runnable first) throws IOException {
        this.first = first;
        judge = new LoopbackExchange(new LoopbackAnswers(List.of(TickToOrder.SYMBOL.name()), Rig.START));
        market = connect();
        rest = connect();
        String upgrade = "GET /market/ws/c0000usdt@markPrice@1s HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
        market.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
        DataInputStream frames = in(market);
        LoopbackExchange.readHead(frames);
        Thread thread = new Thread(() -> guard(frames), "raw-guard");
        thread.setDaemon(true);
        thread.start();
        while (judge.subscribed.isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", judge.port());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static DataInputStream in(Socket socket) throws IOException {
        return new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    private void guard(DataInputStream frames) {
        try {
            DataInputStream answers = in(rest);
            OutputStream out = rest.getOutputStream();
            for (int number = 0; ; number++) {
                frames.readByte();
                int length = frames.readByte();
                length = length == 126 ? frames.readUnsignedShort() : length;
                String text = new String(frames.readNBytes(length), StandardCharsets.ISO_8859_1);
                out.write(request(wire.scanned(text), number));
                String head = LoopbackExchange.readHead(answers);
                answers.skipNBytes(Integer.parseInt(head.replaceFirst("(?s).*Content-Length: (\\d+).*", "$1")));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private byte[] request(MarketPrice mark, int number) {
        Price level = new Price(mark.price().units() / 1000 * 995 / 1_000_000 * 1_000_000);
        first.run();
        String target = wire.signedStop(Rig.leg(mark.symbol()), "bbench.1.W" + number, level, mark.at());
        String head = "POST " + target + " HTTP/1.1\r\nHost: x\r\nX-MBX-APIKEY: benchkey\r\nContent-Length: 0\r\n\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    /** One tick, from the frame written to the stop read, nanoseconds. */
    long tick() throws InterruptedException {
        byte[] frame = TickToOrder.frame(ticks++, Rig.START + 2000L * ticks);
        TimeUnit.MILLISECONDS.sleep(3); // the product works for about as long between two ticks
        long written = System.nanoTime();
        judge.send(frame);
        return judge.placedAt.take() - written;
    }

    @Override
    public void close() throws IOException {
        market.close();
        rest.close();
        judge.close();
    }
}
