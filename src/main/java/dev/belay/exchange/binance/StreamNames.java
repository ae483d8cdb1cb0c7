package dev.belay.exchange.binance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.market.MarketStream;
import dev.belay.market.PriceKind;
import dev.belay.money.Symbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the addresses and messages by which market streams are asked for (binance-api §9.1). */
final class StreamNames {

    /** Streams in one message, far below every limit on its length. */
    static final int BATCH = 100;

    private static final String MARK = "@markPrice@1s";
    private static final String TRADES = "@aggTrade";

    private StreamNames() {}

    /** The path that connects and asks for {@code streams} at once; they must be few. */
    static String path(Collection<MarketStream> streams) {
        return streams.stream()
                .map(stream -> BinanceQuery.encoded(lower(stream.symbol())) + suffix(stream.kind()))
                .collect(Collectors.joining("/", "/ws/", ""));
    }

    /** Messages that subscribe or unsubscribe, each for at most {@value #BATCH} streams; ids count up from {@code id}. */
    static List<String> messages(String method, List<MarketStream> streams, int id) {
        List<String> messages = new ArrayList<>();
        for (int from = 0; from < streams.size(); from += BATCH) {
            List<MarketStream> batch = streams.subList(from, Math.min(from + BATCH, streams.size()));
            messages.add(message(method, batch, id + messages.size()));
        }
        return messages;
    }

    private static String message(String method, List<MarketStream> streams, int id) {
        ObjectNode message = BinanceJson.MAPPER.createObjectNode().put("method", method);
        ArrayNode names = message.putArray("params");
        streams.forEach(stream -> names.add(lower(stream.symbol()) + suffix(stream.kind())));
        return message.put("id", id).toString();
    }

    private static String suffix(PriceKind kind) {
        return kind == PriceKind.MARK ? MARK : TRADES;
    }

    private static String lower(Symbol symbol) {
        return symbol.name().toLowerCase(Locale.ROOT);
    }
}
