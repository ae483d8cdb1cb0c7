package dev.belay.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** HTTP/1.1 by hand: sends what no client library lets through. An answer that does not come within ten seconds fails. */
final class RawHttp implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final ObjectMapper mapper = new ObjectMapper();
    private final int port;
    private Socket socket;
    private InputStream in;

    RawHttp(int port) throws IOException {
        this.port = port;
        this.socket = open();
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    private Socket open() throws IOException {
        Socket fresh = new Socket("127.0.0.1", port);
        fresh.setSoTimeout(PATIENCE_MILLIS);
        fresh.setTcpNoDelay(true);
        return fresh;
    }

    /** An answer as it came. */
    record Answer(int status, String type, String text) {}

    /** Sends a request with these header lines, each ended by CRLF, and reads the answer. */
    Answer send(String method, String target, String headers, String body) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "Content-Length: "
                + content.length + "\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.getBytes(StandardCharsets.UTF_8));
        all.write(content);
        try {
            socket.getOutputStream().write(all.toByteArray());
        } catch (IOException answeredBeforeItWasRead) {
            // a refusal may come while the rest of the request is still on its way
        }
        Answer answer = answer(method.equals("HEAD"));
        return answer;
    }

    private Answer answer(boolean headOnly) throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        String type = "";
        boolean closes = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
            String value = header.substring(header.indexOf(':') + 1).trim();
            length = name.equals("content-length") ? Integer.parseInt(value) : length;
            type = name.equals("content-type") ? value : type;
            closes |= name.equals("connection") && value.equalsIgnoreCase("close");
        }
        byte[] body = headOnly ? new byte[0] : in.readNBytes(length);
        if (closes) {
            socket.close();
            socket = open();
            in = new BufferedInputStream(socket.getInputStream());
        }
        return new Answer(status, type, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended in the middle of an answer");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    JsonNode json(Answer answer) throws IOException {
        return mapper.readTree(answer.text());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
