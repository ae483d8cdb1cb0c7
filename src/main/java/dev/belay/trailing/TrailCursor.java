package dev.belay.trailing;

import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import java.time.Duration;

/**
 * Follows the mark price of one position, tick by tick, and says when something has to be done: the one place where a
 * stop is decided.
 *
 * <p>It is mutable and works on longs so that a tick costs a few comparisons and no allocation; the same class decides
 * in live, paper and replay. What it knows beyond its {@link Trail} can be lost: a new cursor from the journaled trail
 * goes on at a peak that lags by at most {@link #PEAK_LAG} or {@link #PEAK_INTERVAL}.
 */
public final class TrailCursor {

    /** A better peak is worth journaling, without a move of the level, from this improvement on. */
    static final Percent PEAK_LAG = Percent.of("0.1");

    /** But not more often than this. */
    static final Duration PEAK_INTERVAL = Duration.ofSeconds(10);

    /** What a tick means. */
    public enum Decision {
        NOTHING,
        /** The peak has moved far enough to be journaled. */
        PEAK_MOVED,
        /** The gain has reached the activation: the stop trails from now on. */
        ACTIVATED,
        /** The level has moved. */
        LEVEL_MOVED,
        /** The price is at the level or beyond it; said once. */
        HIT
    }

    private final Direction direction;
    private final Price entry;
    private final StopPolicy policy;
    private final long tick;
    private final long activationPrice;
    private final long minimumIntervalMillis;

    private long peak;
    private long notedPeak;
    private long notedAt;
    private boolean activated;
    private long level;
    private long wanted;
    private long movedAt;
    private boolean hit;
    private long lastAt;

    public TrailCursor(Trail trail, StopPolicy policy, SymbolRules rules) {
        this.direction = trail.direction();
        this.entry = trail.entry();
        this.policy = policy;
        this.tick = rules.tick().units();
        this.activationPrice = policy.activationPrice(direction, entry);
        this.minimumIntervalMillis = policy.minimumInterval().toMillis();
        this.peak = trail.peak().units();
        this.notedPeak = peak;
        this.activated = trail.activated();
        this.level = trail.level().units();
        this.wanted = activated ? trailingLevel() : level;
        this.movedAt = trail.movedAt();
    }

    /** What the mark price {@code price} (in units) of the exchange time {@code at} means. */
    public Decision onPrice(long price, long at) {
        lastAt = at;
        if (direction.isThrough(price, level)) {
            return onThrough();
        }
        if (direction.isBetter(price, peak)) {
            peak = price;
            return activated ? onActivatedPeak(at) : onEarlyPeak(at);
        }
        return isMoveDue(at) ? onMove(at) : Decision.NOTHING;
    }

    /** Exchange time of the last tick, 0 before the first. */
    public long lastAt() {
        return lastAt;
    }

    private Decision onThrough() {
        if (hit) {
            return Decision.NOTHING;
        }
        hit = true;
        return Decision.HIT;
    }

    private Decision onEarlyPeak(long at) {
        if (direction.isBetter(activationPrice, peak)) {
            return onPeak(at);
        }
        activated = true;
        wanted = trailingLevel();
        moveTo(direction.isBetter(wanted, level) ? wanted : level, at);
        return Decision.ACTIVATED;
    }

    private Decision onActivatedPeak(long at) {
        wanted = trailingLevel();
        return isMoveDue(at) ? onMove(at) : onPeak(at);
    }

    private Decision onMove(long at) {
        moveTo(wanted, at);
        return Decision.LEVEL_MOVED;
    }

    private boolean isMoveDue(long at) {
        return at - movedAt >= minimumIntervalMillis
                && direction.isBetter(wanted, level)
                && Math.abs(wanted - level) >= policy.minimumStep().partOf(level);
    }

    private Decision onPeak(long at) {
        if (at - notedAt < PEAK_INTERVAL.toMillis() || Math.abs(peak - notedPeak) < PEAK_LAG.partOf(notedPeak)) {
            return Decision.NOTHING;
        }
        noted(at);
        return Decision.PEAK_MOVED;
    }

    private long trailingLevel() {
        return direction.roundedAway(policy.trailingLevel(direction, peak), tick);
    }

    private void moveTo(long newLevel, long at) {
        level = newLevel;
        movedAt = at;
        hit = false;
        noted(at);
    }

    private void noted(long at) {
        notedPeak = peak;
        notedAt = at;
    }

    /** The trail as it is after the last tick. */
    public Trail trail() {
        return new Trail(direction, entry, new Price(peak), activated, new Price(level), movedAt);
    }
}
