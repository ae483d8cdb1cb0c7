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

    private final Set<W> watchers = new LinkedHashSet<>();
    /** The newest price's time, wherever that came from. */
    private long lastAt;
    /** The same of the stream alone; before its first price, when that was first asked about. */
    private long streamAt;

    private boolean polled;

    Set<W> watchers() {
        return watchers;
    }

    /** The stream told a price; says whether it is news. */
    boolean told(long at) {
        streamAt = Math.max(streamAt, at);
        return isNews(at, false);
    }

    /** A price was asked for and came; says whether it is news. */
    boolean answered(long at) {
        return isNews(at, true);
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

    /** Whether its newest price had to be asked for. */
    boolean isPolled() {
        return polled;
    }
}
