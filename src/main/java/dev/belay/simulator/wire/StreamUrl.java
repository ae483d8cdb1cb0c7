package dev.belay.simulator.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the URL of a WebSocket asks for (binance-api §9.1, §10.1).
 *
 * @param combined whether payloads are wrapped with the name of their stream
 * @param streams names of streams and listen keys
 * @param events types of user events that are wanted; empty means all
 */
public record StreamUrl(Realm realm, boolean combined, List<String> streams, Set<String> events) {

    /** The paths into which the streams are divided; on another one's path a stream stays silent. */
    public enum Realm {
        PUBLIC,
        MARKET,
        PRIVATE,
        /** The old path without a division: connects, answers and never delivers. */
        UNROUTED
    }

    public StreamUrl {
        streams = List.copyOf(streams);
        events = Set.copyOf(events);
    }

    /** Reads path and raw query; empty when no WebSocket lives there. */
    public static Optional<StreamUrl> parse(String path, String query) {
        List<String> parts = new ArrayList<>(List.of(path.split("/")));
        parts.removeIf(String::isEmpty);
        Realm realm = Realm.UNROUTED;
        for (Realm routed : List.of(Realm.PUBLIC, Realm.MARKET, Realm.PRIVATE)) {
            if (!parts.isEmpty() && parts.get(0).equalsIgnoreCase(routed.name())) {
                realm = routed;
            }
        }
        List<String> rest = realm == Realm.UNROUTED ? parts : parts.subList(1, parts.size());
        boolean isSocket =
                !rest.isEmpty() && (rest.get(0).equals("ws") || rest.get(0).equals("stream"));
        if (!isSocket) {
            return Optional.empty();
        }
        List<String> streams = new ArrayList<>();
        rest.subList(1, rest.size()).forEach(name -> streams.add(decode(name)));
        streams.addAll(values(query, "streams"));
        streams.addAll(values(query, "listenKey"));
        Set<String> events = new HashSet<>(values(query, "events"));
        return Optional.of(new StreamUrl(realm, rest.get(0).equals("stream"), streams, events));
    }

    private static List<String> values(String query, String name) {
        return Arrays.stream(query.split("&", -1))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> decode(part.substring(name.length() + 1)))
                .flatMap(value -> Arrays.stream(value.split("/", -1)))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notPercentEncoded) {
            return text;
        }
    }

    /** Without listen keys. */
    @Override
    public String toString() {
        return "StreamUrl[" + realm + ", " + streams.size() + " streams]";
    }
}
