package dev.belay.simulator.wire;

import dev.belay.money.FixedPoint;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.Market;
import dev.belay.simulator.engine.Refusal;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The parameters of a request: from query and body, the query wins (binance-api §2.1). Reading checks them.
 *
 * <p>Names are the same in upper and lower case: the exchange answers in lower case, its pages name {@code algoid} where
 * clients that work send {@code algoId}, and its own Java client sends what the pages name.
 */
final class Params {

    private static final String DECIMAL_RANGE = "^([0-9]{1,10})(\\.[0-9]{1,20})?$";
    private static final Pattern DECIMAL = Pattern.compile(DECIMAL_RANGE);
    private static final String NAME_RANGE = "^[\\.A-Z\\:/a-z0-9_-]{1,36}$";
    private static final Pattern NAME = Pattern.compile(NAME_RANGE);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final int LONGEST_NAME = 36;
    private static final long DAY = 24L * 3_600_000;

    private final Map<String, String> values;
    private final boolean repeated;

    private Params(Map<String, String> values, boolean repeated) {
        this.values = values;
        this.repeated = repeated;
    }

    static Params of(Call call) {
        Map<String, String> values = empty();
        boolean inBody = decode(call.body(), values);
        Map<String, String> query = empty();
        boolean inQuery = decode(call.query(), query);
        values.putAll(query);
        return new Params(values, inBody || inQuery);
    }

    private static Map<String, String> empty() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    /** The parameters of one order of a batch. */
    static Params of(Map<String, String> values) {
        return new Params(new LinkedHashMap<>(values), false);
    }

    /** Reads the pairs of {@code text} into {@code values}; says whether a name came twice. */
    private static boolean decode(String text, Map<String, String> values) {
        boolean twice = false;
        for (String part : text.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                twice |= values.put(decode(part.substring(0, equals)), decode(part.substring(equals + 1))) != null;
            }
        }
        return twice;
    }

    /** Refused with -1101 when a name was sent twice in the query or twice in the body. */
    void refuseRepeated() {
        Refusal.DUPLICATE_PARAMETER.when(repeated);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notPercentEncoded) {
            return text;
        }
    }

    /** All but the signature, for the audit. */
    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>(values);
        shown.remove("signature");
        shown.remove("listenKey");
        return shown;
    }

    boolean has(String name) {
        return !values.getOrDefault(name, "").isEmpty();
    }

    Optional<String> optional(String name) {
        return has(name) ? Optional.ofNullable(values.get(name)) : Optional.empty();
    }

    String text(String name) {
        return optional(name).orElseThrow(() -> missing(name));
    }

    Symbol symbol() {
        return symbol(text("symbol"));
    }

    Optional<Symbol> optionalSymbol() {
        return optional("symbol").map(Params::symbol);
    }

    /** The symbol if one was sent; refused with -1121 when there is no such contract. */
    Optional<Symbol> knownSymbol(Market market) {
        return optionalSymbol().map(symbol -> market.spec(symbol).symbol());
    }

    private static Symbol symbol(String name) {
        try {
            return new Symbol(name);
        } catch (IllegalArgumentException notASymbol) {
            throw Refusal.INVALID_SYMBOL.with();
        }
    }

    /** A time, an id or a count; refused with -1102 unless it is a number. */
    long number(String name) {
        String text = text(name);
        if (!NUMBER.matcher(text).matches()) {
            throw missing(name);
        }
        return Long.parseLong(text);
    }

    long number(String name, long otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    /** How many rows are wanted, refused with -1130 when it is not from 1 to {@code most}. */
    int limit(int usual, int most) {
        long limit = number("limit", usual);
        Refusal.INVALID_PARAMETER.when(limit < 1 || limit > most, "limit");
        return (int) limit;
    }

    /** A plain decimal in units of {@link FixedPoint}. */
    long units(String name) {
        String text = text(name);
        Refusal.ILLEGAL_CHARACTERS.when(!DECIMAL.matcher(text).matches(), name, DECIMAL_RANGE);
        BigDecimal value = new BigDecimal(text).stripTrailingZeros();
        Refusal.PRECISION.when(value.scale() > FixedPoint.DECIMALS);
        return FixedPoint.exactly(value);
    }

    boolean flag(String name) {
        String text = optional(name).orElse("false").toLowerCase(Locale.ROOT);
        Refusal.INVALID_PARAMETER.when(!text.equals("true") && !text.equals("false"), name);
        return text.equals("true");
    }

    /** One of an enum's words, or the refusal. */
    <E extends Enum<E>> E word(String name, List<E> allowed, Refusal refusal) {
        String text = text(name);
        return allowed.stream()
                .filter(word -> word.name().equals(text))
                .findFirst()
                .orElseThrow(() -> refusal.with(text));
    }

    /** A client id, "" when the exchange shall choose one. */
    String clientId(String name) {
        String id = optional(name).orElse("");
        Refusal.CLIENT_ID_LENGTH.when(id.length() > LONGEST_NAME);
        Refusal.ILLEGAL_CHARACTERS.when(!id.isEmpty() && !NAME.matcher(id).matches(), name, NAME_RANGE);
        return id;
    }

    /** As {@link #window()}, refused with -4165 when it is longer than so many days; without times, the last of them. */
    Window window(int days, long now) {
        long most = days * DAY;
        Window asked = window();
        if (!has("startTime") && !has("endTime")) {
            return new Window(0, Long.MAX_VALUE);
        }
        long start = has("startTime") ? asked.start() : Math.max(0, asked.end() - most);
        long end = has("endTime") ? asked.end() : Math.min(now, start + most);
        Refusal.INTERVAL_TOO_LONG.when(end - start > most, days);
        return new Window(start, Math.max(start, end));
    }

    /** Rows that were not from the wanted time are dropped by the caller; this only refuses nonsense. */
    Window window() {
        long start = number("startTime", 0);
        long end = number("endTime", Long.MAX_VALUE);
        Refusal.START_AFTER_END.when(start > end);
        return new Window(start, end);
    }

    /** A stretch of time, both ends included, epoch milliseconds. */
    record Window(long start, long end) {
        /** The first {@code limit} rows when it has a start, else the last. */
        <T> List<T> page(List<T> rows, int limit) {
            int surplus = Math.max(0, rows.size() - limit);
            return start > 0 ? rows.subList(0, rows.size() - surplus) : rows.subList(surplus, rows.size());
        }

        boolean holds(long at) {
            return at >= start && at <= end;
        }
    }

    private static RuntimeException missing(String name) {
        return Refusal.MANDATORY_MISSING.with(name.toLowerCase(Locale.ROOT));
    }
}
