package dev.belay.exchange.binance;

import dev.belay.market.MarketStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What one market connection is subscribed to; a new connection starts from nothing. */
final class MarketConnection {

    /** Streams that are asked for in the address; the others follow in messages. */
    private static final int IN_ADDRESS = 50;

    private final Set<MarketStream> subscribed = new HashSet<>();
    private int nextMessage = 1;

    /**
     * The path to connect to for {@code wanted}, which must not be empty. Its streams are subscribed to once more when
     * the connection is open, because only the answer to that proves that they flow.
     */
    String path(Set<MarketStream> wanted) {
        List<MarketStream> first = wanted.stream().sorted().limit(IN_ADDRESS).toList();
        return StreamNames.path(first);
    }

    /** The messages after which the connection carries exactly {@code wanted}. */
    List<String> follow(Set<MarketStream> wanted) {
        List<String> subscribe = messages("SUBSCRIBE", missing(wanted, subscribed));
        List<String> unsubscribe = messages("UNSUBSCRIBE", missing(subscribed, wanted));
        subscribed.clear();
        subscribed.addAll(wanted);
        return Stream.concat(subscribe.stream(), unsubscribe.stream()).toList();
    }

    private List<String> messages(String method, List<MarketStream> streams) {
        List<String> messages = StreamNames.messages(method, streams, nextMessage);
        nextMessage += messages.size();
        return messages;
    }

    private static List<MarketStream> missing(Set<MarketStream> these, Set<MarketStream> in) {
        return these.stream().filter(stream -> !in.contains(stream)).sorted().toList();
    }
}
