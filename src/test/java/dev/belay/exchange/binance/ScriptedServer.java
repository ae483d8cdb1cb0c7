package dev.belay.exchange.binance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on loopback that reads the head of a request as it is on the wire and plays the next scripted answer, byte by
 * byte. One request per connection.
 */
final class ScriptedServer implements AutoCloseable {

    /** What happens to one connection. */
    interface Script {
        void play(Socket connection) throws IOException;
    }

    private final ServerSocket socket;
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    /** Heads of the requests that were read, in order, each with its request line first. */
    final List<String> heads = new CopyOnWriteArrayList<>();

    ScriptedServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    void then(Script script) {
        scripts.add(script);
    }

    void answer(int status, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        raw("HTTP/1.1 " + status + " X\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n" + body);
    }

    /** Reads the request and writes exactly {@code answer}. */
    void raw(String answer) {
        then(connection -> {
            readHead(connection);
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            connection.getOutputStream().flush();
        });
    }

    void readHead(Socket connection) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        InputStream in = connection.getInputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            head.write(next);
        }
        heads.add(head.toString(StandardCharsets.ISO_8859_1));
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                Script script = scripts.poll();
                if (script != null) {
                    script.play(connection);
                    connection.shutdownOutput();
                }
            } catch (IOException e) {
                if (socket.isClosed()) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
