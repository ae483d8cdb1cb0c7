package dev.belay.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.money.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a market connection (binance-api §9.2), raw or wrapped. For one thread; the last price read stands
 * in its fields until the next frame.
 *
 * <p>A mark price in the order of fields that Binance writes is read by hand, because this is the hot path; every other
 * shape is read by {@link BinanceJson}, which does not mind the order.
 */
final class MarkPriceScanner {

    /** What a frame turned out to be. */
    enum Kind {
        /** A mark price of a symbol in the table. */
        PRICE,
        /** The answer to a message of ours. */
        REPLY,
        /** Readable, and nothing that was asked for. */
        OTHER,
        UNREADABLE
    }

    private static final String WRAPPED = "{\"stream\":\"";
    private static final String DATA = "\",\"data\":";
    private static final String TIME = "{\"e\":\"markPriceUpdate\",\"E\":";
    private static final String SYMBOL = ",\"s\":\"";
    private static final String PRICE = "\",\"p\":\"";
    private static final int DECIMALS = 8;
    private static final int MOST_DIGITS = 18;

    private SymbolTable symbols;
    private @Nullable Symbol symbol;
    private long at;
    private long units;
    private int cursor;
    private String problem = "";

    MarkPriceScanner(SymbolTable symbols) {
        this.symbols = symbols;
    }

    /** Prices of these symbols are told from now on, and of no others. */
    void tell(SymbolTable wanted) {
        symbols = wanted;
    }

    /** The symbol of the last price. */
    Symbol symbol() {
        if (symbol == null) {
            throw new IllegalStateException("no price was read");
        }
        return symbol;
    }

    /** The event time of the last price, epoch milliseconds. */
    long at() {
        return at;
    }

    /** The last price in hundred-millionths, above zero. */
    long units() {
        return units;
    }

    /** Why the last frame was unreadable. */
    String problem() {
        return problem;
    }

    Kind scan(String frame) {
        if (scanned(frame)) {
            return Kind.PRICE;
        }
        try {
            return parsed(BinanceJson.tree(frame));
        } catch (UnreadableAnswer e) {
            problem = e.why();
            return Kind.UNREADABLE;
        }
    }

    private boolean scanned(String frame) {
        boolean wrapped = frame.startsWith(WRAPPED);
        int data = wrapped ? frame.indexOf(DATA, WRAPPED.length()) + DATA.length() : 0;
        if ((wrapped && data < DATA.length())
                || !frame.endsWith(wrapped ? "}}" : "}")
                || !frame.startsWith(TIME, data)) {
            return false;
        }
        cursor = data + TIME.length();
        return scannedTime(frame) && scannedSymbol(frame) && scannedPrice(frame);
    }

    private boolean scannedTime(String frame) {
        int start = cursor;
        long value = 0;
        while (isDigit(frame, cursor) && cursor - start < MOST_DIGITS) {
            value = 10 * value + (frame.charAt(cursor++) - '0');
        }
        at = value;
        return cursor > start && frame.startsWith(SYMBOL, cursor);
    }

    private boolean scannedSymbol(String frame) {
        int start = cursor + SYMBOL.length();
        int end = frame.indexOf('"', start);
        if (end <= start || !frame.startsWith(PRICE, end)) {
            return false;
        }
        symbol = symbols.find(frame, start, end);
        cursor = end + PRICE.length();
        return symbol != null; // written with escapes, or not asked for: the slow way tells
    }

    private boolean scannedPrice(String frame) {
        int start = cursor;
        long value = 0;
        while (isDigit(frame, cursor)) {
            value = 10 * value + (frame.charAt(cursor++) - '0');
        }
        int whole = cursor - start;
        int decimals = 0;
        if (whole > 0 && cursor < frame.length() && frame.charAt(cursor) == '.') {
            cursor++;
            while (isDigit(frame, cursor)) {
                value = 10 * value + (frame.charAt(cursor++) - '0');
                decimals++;
            }
        }
        if (whole == 0 || decimals > DECIMALS || whole + DECIMALS > MOST_DIGITS || !frame.startsWith("\"", cursor)) {
            return false;
        }
        for (int i = decimals; i < DECIMALS; i++) {
            value *= 10;
        }
        units = value;
        return value > 0;
    }

    private static boolean isDigit(String frame, int index) {
        return index < frame.length() && frame.charAt(index) >= '0' && frame.charAt(index) <= '9';
    }

    private Kind parsed(JsonNode frame) throws UnreadableAnswer {
        JsonNode event = frame.path("data").isObject() ? frame.path("data") : frame;
        if (event.path("e").isTextual()) {
            return event.path("e").asText().equals("markPriceUpdate") ? parsedPrice(event) : Kind.OTHER;
        }
        if (frame.has("result")) {
            return Kind.REPLY;
        }
        JsonNode error = frame.path("error").isObject() ? frame.path("error") : frame;
        if (error.path("msg").isTextual()) {
            String words = ShortText.of(error.path("msg").asText());
            throw new UnreadableAnswer("the exchange refuses a message of ours: " + words);
        }
        throw new UnreadableAnswer("JSON of an unknown shape");
    }

    private Kind parsedPrice(JsonNode event) throws UnreadableAnswer {
        long time = BinanceJson.whole(event, "E");
        long price = BinanceJson.price(event, "p").units();
        symbol = symbols.find(BinanceJson.text(event, "s"));
        at = time;
        units = price;
        return symbol == null ? Kind.OTHER : Kind.PRICE;
    }
}
