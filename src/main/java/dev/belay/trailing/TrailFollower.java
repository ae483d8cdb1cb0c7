package dev.belay.trailing;

import dev.belay.market.MarketPrice;
import dev.belay.market.PriceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows one kind of price with a {@link TrailCursor} and notices when there is none: the core of {@link
 * TrailingStopActor}. Plain Java, owned by one thread; all times are exchange time in epoch milliseconds.
 *
 * <p>Who follows the last price hears mark prices too. They never decide anything; they are the sign that the stream lives
 * and that time passes: where nobody trades the last price stays what it is, so that a stop that trails it is not blind
 * as long as mark prices come, and a move that waits for its interval, an age or the end of a bar does not wait for a
 * trade. Before the first trade there is nothing to follow, and mark prices do not help.
 */
public final class TrailFollower {

    private final TrailCursor cursor;
    private final PriceKind kind;
    private final PriceCheck check;
    private final Duration silenceMax;
    private final long since;
    private @Nullable MarketPrice newest;
    private boolean blind;

    /**
     * Follows from {@code now} on.
     *
     * @param silenceMax time without a price after which it is blind, and at which {@link #silence} is to be called
     */
    public TrailFollower(TrailCursor cursor, Duration silenceMax, long now) {
        this.cursor = cursor;
        this.kind = cursor.kind();
        this.check = new PriceCheck(cursor.trail().peak().units(), now);
        this.silenceMax = silenceMax;
        this.since = now;
    }

    /** The kind of price that it follows. */
    public PriceKind kind() {
        return kind;
    }

    /** What the parent is to be told of this price, mostly nothing; one that is hardly true says nothing. */
    public List<TrailingStopActor.Report> onPrice(MarketPrice heard) {
        if (heard.kind() == kind && !check.isBelievable(heard.price().units(), heard.at())) {
            return List.of();
        }
        newest = heard.kind() == kind ? heard : newest;
        if (newest == null) {
            return List.of();
        }
        // A trade that had to be asked for may be older than what was heard since; time does not go back.
        long at = Math.max(heard.at(), cursor.lastAt());
        TrailCursor.Decision decision = cursor.onPrice(newest.price().units(), at);
        if (decision == TrailCursor.Decision.NOTHING && !blind) {
            return List.of();
        }
        return reports(decision, new MarketPrice(newest.symbol(), kind, newest.price(), at));
    }

    private List<TrailingStopActor.Report> reports(TrailCursor.Decision decision, MarketPrice by) {
        List<TrailingStopActor.Report> reports = new ArrayList<>();
        if (blind) {
            blind = false;
            reports.add(new TrailingStopActor.Report.Seeing(by));
        }
        switch (decision) {
            case PEAK_MOVED -> reports.add(new TrailingStopActor.Report.PeakMoved(cursor.trail(), by));
            case ACTIVATED -> reports.add(new TrailingStopActor.Report.Activated(cursor.trail(), by));
            case LEVEL_MOVED -> reports.add(new TrailingStopActor.Report.LevelMoved(cursor.trail(), by));
            case HIT -> reports.add(new TrailingStopActor.Report.Hit(cursor.trail(), by));
            case NOTHING -> {
                // Nothing to tell of.
            }
        }
        return reports;
    }

    /** What the parent is to be told when no price has come for too long; said once until one comes. */
    public Optional<TrailingStopActor.Report> silence(long now) {
        Duration silence = Duration.ofMillis(now - Math.max(since, cursor.lastAt()));
        if (blind || silence.compareTo(silenceMax) < 0) {
            return Optional.empty();
        }
        blind = true;
        return Optional.of(new TrailingStopActor.Report.Blind(silence));
    }
}
