package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** One open WebSocket and what it has subscribed to. */
public final class StreamSession {

    private final StreamUrl url;
    private final FrameSink sink;
    private final Set<String> streams = new LinkedHashSet<>();
    private boolean combined;

    public StreamSession(StreamUrl url, FrameSink sink) {
        this.url = url;
        this.sink = sink;
        this.combined = url.combined();
        streams.addAll(url.streams());
    }

    StreamUrl.Realm realm() {
        return url.realm();
    }

    Set<String> streams() {
        return streams;
    }

    boolean combined() {
        return combined;
    }

    void combine(boolean wanted) {
        combined = wanted;
    }

    boolean wantsEvent(String type) {
        return url.events().isEmpty() || url.events().contains(type);
    }

    void send(String stream, JsonNode payload) {
        send(stream, payload.toString());
    }

    void send(String stream, String payload) {
        sink.frame(combined ? "{\"stream\":\"" + stream + "\",\"data\":" + payload + "}" : payload);
    }

    void answer(JsonNode answer) {
        sink.frame(answer.toString());
    }
}
