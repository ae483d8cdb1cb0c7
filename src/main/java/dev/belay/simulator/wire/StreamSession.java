package dev.belay.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One open WebSocket and what it has subscribed to. */
public final class StreamSession {

    private static final int KEY_LENGTH = 64;

    private final StreamUrl url;
    private final FrameSink sink;
    private final Set<String> streams = new LinkedHashSet<>();
    private boolean combined;
    private boolean silent;
    private long number;
    private long openedAt;
    private long pingedAt;
    private long heardAt;

    public StreamSession(StreamUrl url, FrameSink sink) {
        this.url = url;
        this.sink = sink;
        this.combined = url.combined();
        streams.addAll(url.streams());
    }

    StreamUrl.Realm realm() {
        return url.realm();
    }

    /** How faults and the audit call its kind: public, market, private or unrouted. */
    public String kind() {
        return realm().name().toLowerCase(Locale.ROOT);
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
        if (!silent) {
            sink.frame(combined ? "{\"stream\":\"" + stream + "\",\"data\":" + payload + "}" : payload);
        }
    }

    /** Answers to what the client says are no data: a silent socket still gives them. */
    void answer(JsonNode answer) {
        sink.frame(answer.toString());
    }

    /** What it listens to, without the keys that open a user stream. */
    List<String> shownStreams() {
        return streams.stream()
                .map(name -> name.length() == KEY_LENGTH ? "(listen key)" : name)
                .toList();
    }

    long number() {
        return number;
    }

    void opened(long given, long now) {
        number = given;
        openedAt = now;
        pingedAt = now;
        heardAt = now;
    }

    long openedAt() {
        return openedAt;
    }

    long pingedAt() {
        return pingedAt;
    }

    void ping(long now) {
        pingedAt = now;
        sink.ping();
    }

    /** When it last answered a ping. */
    long heardAt() {
        return heardAt;
    }

    void heard(long now) {
        heardAt = now;
    }

    void silence(boolean wanted) {
        silent = wanted;
    }

    boolean isSilent() {
        return silent;
    }

    void goDead() {
        silent = true;
        sink.goDead();
    }

    void close(int code) {
        silent = true;
        sink.close(code);
    }
}
