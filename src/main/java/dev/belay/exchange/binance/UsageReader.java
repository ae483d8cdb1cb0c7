package dev.belay.exchange.binance;

import dev.belay.exchange.Usage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what an answer says of our use of the limits (binance-api §3.1, §3.2, §3.4). Times are exchange time. */
final class UsageReader {

    private static final Pattern BANNED_UNTIL = Pattern.compile("banned until (\\d{10,15})");
    private static final int TOO_MANY_ORDERS = -1015;
    private static final int MOST_SEARCHED = 4_096;
    private static final long SECOND = 1_000;
    private static final long TEN_SECONDS = 10 * SECOND;
    private static final long MINUTE = 60 * SECOND;

    /** The shortest ban there is. */
    private static final long SHORTEST_BAN = 2 * MINUTE;

    private UsageReader() {}

    static Usage read(WireAnswer answer, ErrorBody error, long now) {
        boolean ordersOnly = error.code().orElse(0) == TOO_MANY_ORDERS;
        long banned = bannedUntil(answer, now);
        long pause = answer.isSuccess() ? Usage.UNSAID : pauseUntil(answer, error, ordersOnly, now);
        return new Usage(
                count(answer, "x-mbx-used-weight-1m"),
                count(answer, "x-mbx-order-count-10s"),
                count(answer, "x-mbx-order-count-1m"),
                banned != Usage.UNSAID || ordersOnly ? banned : pause,
                ordersOnly ? pause : Usage.UNSAID);
    }

    static Usage ofSuccess(WireAnswer answer) {
        return read(answer, new ErrorBody(OptionalInt.empty(), ""), 0);
    }

    private static int count(WireAnswer answer, String header) {
        OptionalLong count = answer.count(header);
        return count.isPresent() && count.getAsLong() <= Integer.MAX_VALUE ? (int) count.getAsLong() : Usage.UNSAID;
    }

    /**
     * The end of a ban, wherever in a body it is said: JSON, a page of HTML or plain words. One that is over by our clock
     * shows that our clock is ahead, and is taken for the shortest there is.
     */
    private static long bannedUntil(WireAnswer answer, long now) {
        if (answer.isSuccess()) {
            return Usage.UNSAID;
        }
        int length = Math.min(answer.body().length, MOST_SEARCHED);
        Matcher ban = BANNED_UNTIL.matcher(new String(answer.body(), 0, length, StandardCharsets.UTF_8));
        if (!ban.find()) {
            return Usage.UNSAID;
        }
        long until = Long.parseLong(ban.group(1));
        return until > now ? until : now + SHORTEST_BAN;
    }

    private static long pauseUntil(WireAnswer answer, ErrorBody error, boolean ordersOnly, long now) {
        boolean firewall = answer.status() == 403 && error.code().isEmpty();
        boolean limited = answer.status() == 429
                || answer.status() == 418
                || ordersOnly
                || error.code().orElse(0) == AnswerClassifier.TOO_MANY_REQUESTS;
        OptionalLong seconds = answer.count("retry-after");
        if (seconds.isPresent() && (limited || answer.status() == 403)) {
            return now + SECOND * Math.min(seconds.getAsLong(), 3 * 24 * 3_600);
        }
        if (answer.status() == 418) {
            return now + SHORTEST_BAN;
        }
        if (limited) {
            boolean tenSeconds =
                    ordersOnly && !error.text().toUpperCase(Locale.ROOT).contains("MINUTE");
            long window = tenSeconds ? TEN_SECONDS : MINUTE;
            return now - Math.floorMod(now, window) + window;
        }
        return firewall ? now + MINUTE : Usage.UNSAID;
    }
}
