package dev.belay.market;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A symbol that somebody watches: who, and how fresh its price is. The stream promises a price each second
 * (binance-api §9.3); one that it has not told for much longer is silent and has to be asked for. Times are exchange time
 * in epoch milliseconds.
 *
 * @param <W> who watches
 */
final class WatchedSymbol<W> {

    /** Every 32nd look asks at least. */
    private static final int FRUITLESS_MOST = 5;

    private final Set<W> watchers = new LinkedHashSet<>();
    /** The newest price's time, wherever that came from. */
    private long lastAt;
    /** The same of the stream alone; before its first price, when that was first asked about. */
    private long streamAt;

    private boolean polled;
    /** Answers in a row that told nothing new. */
    private int fruitless;
    /** So many times it is not asked for. */
    private int rests;

    Set<W> watchers() {
        return watchers;
    }

    /** The stream told a price; says whether it is news. */
    boolean told(long at) {
        streamAt = Math.max(streamAt, at);
        fruitless = 0;
        rests = 0;
        return isNews(at, false);
    }

    /** A price was asked for and came; says whether it is news. */
    boolean answered(long at) {
        boolean news = isNews(at, true);
        fruitless = news ? 0 : Math.min(fruitless + 1, FRUITLESS_MOST);
        rests = news ? 0 : 1 << fruitless;
        return news;
    }

    private boolean isNews(long at, boolean wasAskedFor) {
        if (at <= lastAt) {
            return false;
        }
        lastAt = at;
        polled = wasAskedFor;
        return true;
    }

    /** Whether the stream has not told its price for longer than {@code mostMillis}. */
    boolean isSilent(long now, long mostMillis) {
        if (streamAt == 0) {
            streamAt = now;
        }
        return now - streamAt > mostMillis;
    }

    /** Whether a silent symbol is to be asked for now: ever more rarely where the exchange itself has nothing newer. */
    boolean isToBeAsked() {
        boolean now = rests == 0;
        rests = Math.max(0, rests - 1);
        return now;
    }

    /** Whether its newest price had to be asked for. */
    boolean isPolled() {
        return polled;
    }
}
