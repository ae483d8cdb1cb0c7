package dev.belay.trailing;

import dev.belay.market.MarkPrice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows the mark price with a {@link TrailCursor} and notices when there is none: the core of {@link TrailingStopActor}.
 * Plain Java, owned by one thread; all times are exchange time in epoch milliseconds.
 */
public final class TrailFollower {

    private final TrailCursor cursor;
    private final PriceCheck check;
    private final Duration silenceMax;
    private final long since;
    private boolean blind;

    /**
     * Follows from {@code now} on.
     *
     * @param silenceMax time without a price after which it is blind, and at which {@link #silence} is to be called
     */
    public TrailFollower(TrailCursor cursor, Duration silenceMax, long now) {
        this.cursor = cursor;
        this.check = new PriceCheck(cursor.trail().peak().units(), now);
        this.silenceMax = silenceMax;
        this.since = now;
    }

    /** What the parent is to be told of this price, mostly nothing; one that is hardly true says nothing. */
    public List<TrailingStopActor.Report> onPrice(MarkPrice mark) {
        if (!check.isBelievable(mark.price().units(), mark.at())) {
            return List.of();
        }
        Optional<TrailingStopActor.Report> decided = decided(mark);
        if (!blind) {
            return decided.map(List::of).orElse(List.of());
        }
        blind = false;
        List<TrailingStopActor.Report> reports = new ArrayList<>();
        reports.add(new TrailingStopActor.Report.Seeing(mark));
        decided.ifPresent(reports::add);
        return reports;
    }

    private Optional<TrailingStopActor.Report> decided(MarkPrice mark) {
        return switch (cursor.onPrice(mark.price().units(), mark.at())) {
            case PEAK_MOVED -> Optional.of(new TrailingStopActor.Report.PeakMoved(cursor.trail(), mark));
            case ACTIVATED -> Optional.of(new TrailingStopActor.Report.Activated(cursor.trail(), mark));
            case LEVEL_MOVED -> Optional.of(new TrailingStopActor.Report.LevelMoved(cursor.trail(), mark));
            case HIT -> Optional.of(new TrailingStopActor.Report.Hit(cursor.trail(), mark));
            case NOTHING -> Optional.empty();
        };
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
