package dev.belay.exchange.binance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.market.PriceKind;
import dev.belay.money.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a market connection (binance-api §9.2), raw or wrapped. For one thread; the last price read stands
 * in its fields until the next frame.
 *
 * <p>A price, of either kind, in the order of fields that Binance writes is read by hand, because this is the hot path; every other
 * shape is read by {@link BinanceJson}, which does not mind the order.
 */
final class PriceScanner {

    /** What a frame turned out to be. */
    enum Kind {
        /** A price of a symbol in the table of its kind. */
        PRICE,
        /** The answer to a message of ours. */
        REPLY,
        /** Readable, and nothing that was asked for. */
        OTHER,
        UNREADABLE
    }

    private static final String WRAPPED = "{\"stream\":\"";
    private static final String DATA = "\",\"data\":";
    private static final String MARK_EVENT = "markPriceUpdate";
    private static final String TRADE_EVENT = "aggTrade";
    private static final String MARK_TIME = "{\"e\":\"markPriceUpdate\",\"E\":";
    private static final String TRADE_TIME = "{\"e\":\"aggTrade\",\"E\":";
    private static final String SYMBOL = ",\"s\":\"";
    private static final String NUMBER = "\",\"a\":";
    private static final String MARK_PRICE = "\",\"p\":\"";
    private static final String TRADE_PRICE = ",\"p\":\"";
    private static final int DECIMALS = 8;
    private static final int MOST_DIGITS = 18;

    private SymbolTable marks;
    private SymbolTable lasts;

    private PriceKind kind = PriceKind.MARK;
    private @Nullable Symbol symbol;
    private long number;
    private long at;
    private long units;
    private int cursor;
    private String problem = "";

    PriceScanner(SymbolTable marks, SymbolTable lasts) {
        this.marks = marks;
        this.lasts = lasts;
    }

    /** Mark prices and trades of these symbols are told from now on, and of no others. */
    void tell(SymbolTable wantedMarks, SymbolTable wantedLasts) {
        marks = wantedMarks;
        lasts = wantedLasts;
    }

    /** The kind of the last price. */
    PriceKind kind() {
        return kind;
    }

    /** The number of the trade that made the last price, rising per symbol; 0 for a mark price. */
    long number() {
        return number;
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
        if ((wrapped && data < DATA.length()) || !frame.endsWith(wrapped ? "}}" : "}")) {
            return false;
        }
        if (frame.startsWith(MARK_TIME, data)) {
            kind = PriceKind.MARK;
            number = 0;
            cursor = data + MARK_TIME.length();
            return scannedTime(frame) && scannedSymbol(frame, marks, MARK_PRICE) && scannedPrice(frame);
        }
        if (frame.startsWith(TRADE_TIME, data)) {
            kind = PriceKind.LAST;
            cursor = data + TRADE_TIME.length();
            return scannedTime(frame)
                    && scannedSymbol(frame, lasts, NUMBER)
                    && scannedNumber(frame)
                    && scannedPrice(frame);
        }
        return false;
    }

    private boolean scannedTime(String frame) {
        int start = cursor;
        at = whole(frame);
        return cursor > start && frame.startsWith(SYMBOL, cursor);
    }

    private boolean scannedNumber(String frame) {
        int start = cursor;
        number = whole(frame);
        if (cursor == start || !frame.startsWith(TRADE_PRICE, cursor)) {
            return false;
        }
        cursor += TRADE_PRICE.length();
        return true;
    }

    private long whole(String frame) {
        int start = cursor;
        long value = 0;
        while (isDigit(frame, cursor) && cursor - start < MOST_DIGITS) {
            value = 10 * value + (frame.charAt(cursor++) - '0');
        }
        return value;
    }

    private boolean scannedSymbol(String frame, SymbolTable symbols, String next) {
        int start = cursor + SYMBOL.length();
        int end = frame.indexOf('"', start);
        if (end <= start || !frame.startsWith(next, end)) {
            return false;
        }
        symbol = symbols.find(frame, start, end);
        cursor = end + next.length();
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
            return parsedEvent(event);
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

    private Kind parsedEvent(JsonNode event) throws UnreadableAnswer {
        return switch (event.path("e").asText()) {
            case MARK_EVENT -> parsedPrice(event, PriceKind.MARK, marks, 0);
            case TRADE_EVENT -> parsedTrade(event);
            default -> Kind.OTHER;
        };
    }

    private Kind parsedTrade(JsonNode event) throws UnreadableAnswer {
        return lasts.find(BinanceJson.text(event, "s")) == null
                ? Kind.OTHER
                : parsedPrice(event, PriceKind.LAST, lasts, BinanceJson.whole(event, "a"));
    }

    private Kind parsedPrice(JsonNode event, PriceKind ofKind, SymbolTable symbols, long ofNumber)
            throws UnreadableAnswer {
        long time = BinanceJson.whole(event, "E");
        long price = BinanceJson.price(event, "p").units();
        symbol = symbols.find(BinanceJson.text(event, "s"));
        kind = ofKind;
        number = ofNumber;
        at = time;
        units = price;
        return symbol == null ? Kind.OTHER : Kind.PRICE;
    }
}
