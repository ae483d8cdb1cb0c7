package dev.belay.exchange.binance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.money.Symbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the addresses and messages by which mark price streams are asked for (binance-api §9.1). */
final class StreamNames {

    /** Streams in one message, far below every limit on its length. */
    static final int BATCH = 100;

    private static final String SUFFIX = "@markPrice@1s";

    private StreamNames() {}

    /** The path that connects and asks for the streams of {@code symbols} at once; they must be few. */
    static String path(Collection<Symbol> symbols) {
        return symbols.stream()
                .map(symbol -> BinanceQuery.encoded(lower(symbol)) + SUFFIX)
                .collect(Collectors.joining("/", "/ws/", ""));
    }

    /** Messages that subscribe or unsubscribe, each for at most {@value #BATCH} symbols; ids count up from {@code id}. */
    static List<String> messages(String method, List<Symbol> symbols, int id) {
        List<String> messages = new ArrayList<>();
        for (int from = 0; from < symbols.size(); from += BATCH) {
            List<Symbol> batch = symbols.subList(from, Math.min(from + BATCH, symbols.size()));
            messages.add(message(method, batch, id + messages.size()));
        }
        return messages;
    }

    private static String message(String method, List<Symbol> symbols, int id) {
        ObjectNode message = BinanceJson.MAPPER.createObjectNode().put("method", method);
        ArrayNode streams = message.putArray("params");
        symbols.forEach(symbol -> streams.add(lower(symbol) + SUFFIX));
        return message.put("id", id).toString();
    }

    private static String lower(Symbol symbol) {
        return symbol.name().toLowerCase(Locale.ROOT);
    }
}
