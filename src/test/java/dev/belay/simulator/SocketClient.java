package dev.belay.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A WebSocket that remembers what it has heard. */
final class SocketClient implements WebSocket.Listener {

    private static final long LONGEST_HANDSHAKE_SECONDS = 10;

    private final ObjectMapper mapper = new ObjectMapper();
    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final AtomicInteger pongs = new AtomicInteger();
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger closeCode = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;

    SocketClient(String url) {
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(url), this)
                .orTimeout(LONGEST_HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    void ping() {
        socket.sendPing(ByteBuffer.wrap(new byte[] {1})).join();
    }

    int pongs() {
        return pongs.get();
    }

    int pings() {
        return pings.get();
    }

    /** Of the server's close frame, 0 while there was none. */
    int closeCode() {
        return closeCode.get();
    }

    /** How often an event of that type was heard. */
    long count(String type) {
        return heard.stream()
                .filter(frame -> frame.path("e").asText().equals(type))
                .count();
    }

    /** How many of our messages were answered. */
    long answers() {
        return heard.stream().filter(frame -> frame.has("id")).count();
    }

    List<JsonNode> heard() {
        return List.copyOf(heard);
    }

    void close() {
        socket.abort();
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        pongs.incrementAndGet();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        pings.incrementAndGet();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeCode.set(code);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            try {
                heard.add(mapper.readTree(part.toString()));
            } catch (JsonProcessingException notJson) {
                throw new IllegalStateException(notJson);
            }
            part.setLength(0);
        }
        from.request(1);
        return null;
    }
}
