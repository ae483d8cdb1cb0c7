package dev.belay.market;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A price that somebody watches: who, and how fresh it is. One that the stream has not told for long is silent and has
 * to be asked for. Times are exchange time in epoch milliseconds.
 *
 * <p>A mark price is promised each second (binance-api §9.3), so that its silence is the stream's fault. A trade is not:
 * where nobody trades, the last price stays what it is. What accuses a stream of trades is a trade that had to be asked
 * for.
 *
 * @param <W> who watches
 */
final class WatchedPrice<W> {

    /** Every 32nd look asks at least. */
    private static final int FRUITLESS_MOST = 5;

    private final PriceKind kind;
    private final Set<W> watchers = new LinkedHashSet<>();
    /** The newest price's time, wherever that came from. */
    private long lastAt;
    /** The same of the stream alone; before its first price, when that was first asked about. */
    private long streamAt;

    private @Nullable MarketPrice newest;
    private boolean polled;
    /** The stream should have told what had to be asked for. */
    private boolean missed;
    /** Answers in a row that told nothing new. */
    private int fruitless;
    /** So many times it is not asked for. */
    private int rests;

    WatchedPrice(PriceKind kind) {
        this.kind = kind;
    }

    Set<W> watchers() {
        return watchers;
    }

    /** The stream told a price; says whether it is news. Several trades may have one time, and come in their order. */
    boolean told(MarketPrice price) {
        long at = price.at();
        streamAt = Math.max(streamAt, at);
        fruitless = 0;
        rests = 0;
        missed = false;
        return isNews(price, false);
    }

    /** A price was asked for and came; says whether it is news. */
    boolean answered(MarketPrice price) {
        long at = price.at();
        boolean news = isNews(price, true);
        missed |= news && streamAt > 0 && at > streamAt;
        fruitless = news ? 0 : Math.min(fruitless + 1, FRUITLESS_MOST);
        rests = news ? 0 : 1 << fruitless;
        return news;
    }

    private boolean isNews(MarketPrice price, boolean wasAskedFor) {
        boolean mayShareItsTime = kind == PriceKind.LAST && !wasAskedFor;
        if (price.at() < lastAt || (price.at() == lastAt && !mayShareItsTime)) {
            return false;
        }
        newest = price;
        lastAt = price.at();
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

    /** Whether the stream is to blame for not having told it for longer than {@code mostMillis}. */
    boolean isFault(long now, long mostMillis) {
        return isSilent(now, mostMillis) && (kind == PriceKind.MARK || missed);
    }

    /** Whether a silent price is to be asked for now: ever more rarely where the exchange itself has nothing newer. */
    boolean isToBeAsked() {
        boolean now = rests == 0;
        rests = Math.max(0, rests - 1);
        return now;
    }

    Optional<MarketPrice> newest() {
        return Optional.ofNullable(newest);
    }

    /** Whether its newest price had to be asked for. */
    boolean isPolled() {
        return polled;
    }
}
