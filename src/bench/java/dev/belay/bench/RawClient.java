package dev.belay.bench;

import dev.belay.exchange.binance.WireMicro;
import dev.belay.money.Price;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The limit: a blocking socket that writes what the product would write and looks for one number in the answer. */
final class RawClient implements AdapterCost.Client {

    private static final String NUMBER = "{\"algoId\":";

    private final WireMicro wire = new WireMicro(Set.of(TickToOrder.SYMBOL));
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        out = socket.getOutputStream();
    }

    @Override
    public long place(String id) throws IOException {
        String target = wire.signedStop(Rig.leg(TickToOrder.SYMBOL), id, Price.of("990.50"), Rig.START);
        String head = "POST " + target + " HTTP/1.1\r\nHost: x\r\nX-MBX-APIKEY: benchkey\r\nContent-Length: 0\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        String answer = LoopbackExchange.readHead(in);
        int length = answer.indexOf("Content-Length: ") + "Content-Length: ".length();
        byte[] body = in.readNBytes(Integer.parseInt(answer, length, answer.indexOf('\r', length), 10));
        String text = new String(body, StandardCharsets.US_ASCII);
        return Long.parseLong(text, NUMBER.length(), text.indexOf(',', NUMBER.length()), 10);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
