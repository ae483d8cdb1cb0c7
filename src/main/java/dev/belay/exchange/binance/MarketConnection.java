package dev.belay.exchange.binance;

import dev.belay.money.Symbol;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What one market connection is subscribed to; a new connection starts from nothing. */
final class MarketConnection {

    /** Symbols that are asked for in the address; the others follow in messages. */
    private static final int IN_ADDRESS = 50;

    private final Set<Symbol> subscribed = new HashSet<>();
    private int nextMessage = 1;

    /**
     * The path to connect to for {@code wanted}, which must not be empty. Its streams are subscribed to once more when
     * the connection is open, because only the answer to that proves that they flow.
     */
    String path(Set<Symbol> wanted) {
        List<Symbol> first = wanted.stream().sorted().limit(IN_ADDRESS).toList();
        return StreamNames.path(first);
    }

    /** The messages after which the connection carries exactly {@code wanted}. */
    List<String> follow(Set<Symbol> wanted) {
        List<String> subscribe = messages("SUBSCRIBE", missing(wanted, subscribed));
        List<String> unsubscribe = messages("UNSUBSCRIBE", missing(subscribed, wanted));
        subscribed.clear();
        subscribed.addAll(wanted);
        return Stream.concat(subscribe.stream(), unsubscribe.stream()).toList();
    }

    private List<String> messages(String method, List<Symbol> symbols) {
        List<String> messages = StreamNames.messages(method, symbols, nextMessage);
        nextMessage += messages.size();
        return messages;
    }

    private static List<Symbol> missing(Set<Symbol> these, Set<Symbol> in) {
        return these.stream().filter(symbol -> !in.contains(symbol)).sorted().toList();
    }
}
