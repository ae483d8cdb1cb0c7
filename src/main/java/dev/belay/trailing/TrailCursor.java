package dev.belay.trailing;

import dev.belay.market.PriceKind;
import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.Percent;
import dev.belay.money.Price;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

    private static final long PEAK_INTERVAL_MILLIS = PEAK_INTERVAL.toMillis();

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

    private static final long NEVER = Long.MAX_VALUE;

    private final Direction direction;
    private final Price entry;
    private final StopPolicy policy;
    private final int revision;
    private final PolicyLevels levels;
    private final long minimumIntervalMillis;
    private final @Nullable AverageRange range;
    private final long agesAt;

    private long peak;
    private long notedPeak;
    private long worthNoting;
    private long notedAt;
    private boolean activated;
    private long level;
    private long step;
    private long wanted;
    private long movedAt;
    private boolean hit;
    private long lastAt;
    private boolean aged;
    private long timeMattersFrom;

    /** A cursor for a position that is as old as its level. */
    public TrailCursor(Trail trail, StopPolicy policy, SymbolRules rules) {
        this(trail, policy, rules, trail.movedAt());
    }

    /**
     * A cursor that goes on from {@code trail}.
     *
     * @param openedAt exchange time at which the position was opened, epoch milliseconds
     */
    public TrailCursor(Trail trail, StopPolicy policy, SymbolRules rules, long openedAt) {
        this.direction = trail.direction();
        this.entry = trail.entry();
        this.policy = policy;
        this.revision = trail.revision();
        this.levels = new PolicyLevels(direction, entry, policy, rules.tick().units());
        this.minimumIntervalMillis = policy.minimumInterval().toMillis();
        this.range =
                policy.find(StopRule.TrailByRange.class).map(AverageRange::new).orElse(null);
        this.agesAt = policy.find(StopRule.TightenByAge.class)
                .map(rule -> openedAt + rule.after().toMillis())
                .orElse(NEVER);
        this.timeMattersFrom = range == null ? agesAt : Long.MIN_VALUE;
        this.peak = trail.peak().units();
        this.activated = trail.activated();
        this.level = trail.level().units();
        this.movedAt = trail.movedAt();
        this.step = policy.minimumStep().partOf(level);
        this.wanted = tightest();
        noted(0);
    }

    /** The kind of price that it goes by. */
    public PriceKind kind() {
        return policy.price();
    }

    /** What the price {@code price} (in units) of the exchange time {@code at} means. */
    public Decision onPrice(long price, long at) {
        lastAt = at;
        if (at >= timeMattersFrom) {
            onTime(price, at);
        }
        if (direction.isThrough(price, level)) {
            return onThrough();
        }
        if (direction.isBetter(price, peak)) {
            peak = price;
            return onNewPeak(at);
        }
        return isMoveDue(at) ? onMove(at) : Decision.NOTHING;
    }

    /** Exchange time of the last tick, 0 before the first. */
    public long lastAt() {
        return lastAt;
    }

    /** What follows from time alone: the position grows old, and bars end. */
    private void onTime(long price, long at) {
        boolean ages = !aged && at >= agesAt;
        boolean barEnded = range != null && range.hear(price, at);
        if (ages || barEnded) {
            aged |= ages;
            wanted = tightest();
        }
        timeMattersFrom = aged && range == null ? NEVER : timeMattersFrom;
    }

    private Decision onThrough() {
        if (hit) {
            return Decision.NOTHING;
        }
        hit = true;
        return Decision.HIT;
    }

    private Decision onNewPeak(long at) {
        if (!activated && levels.isActivatedAt(peak)) {
            activated = true;
            wanted = tightest();
            moveTo(direction.isBetter(wanted, level) ? wanted : level, at);
            return Decision.ACTIVATED;
        }
        if (activated || aged || levels.followsAlways()) {
            wanted = tightest();
        }
        return isMoveDue(at) ? onMove(at) : onPeak(at);
    }

    private Decision onMove(long at) {
        moveTo(wanted, at);
        return Decision.LEVEL_MOVED;
    }

    private boolean isMoveDue(long at) {
        return direction.isBetter(wanted, level)
                && at - movedAt >= minimumIntervalMillis
                && Math.abs(wanted - level) >= step;
    }

    private Decision onPeak(long at) {
        if (at - notedAt < PEAK_INTERVAL_MILLIS || Math.abs(peak - notedPeak) < worthNoting) {
            return Decision.NOTHING;
        }
        noted(at);
        return Decision.PEAK_MOVED;
    }

    private long tightest() {
        return levels.tightest(peak, activated, range == null ? AverageRange.SILENT : range.units(), aged);
    }

    private void moveTo(long newLevel, long at) {
        level = newLevel;
        step = policy.minimumStep().partOf(level);
        movedAt = at;
        hit = false;
        noted(at);
    }

    private void noted(long at) {
        notedPeak = peak;
        worthNoting = PEAK_LAG.partOf(peak);
        notedAt = at;
    }

    /** The trail as it is after the last tick. */
    public Trail trail() {
        return new Trail(direction, entry, new Price(peak), activated, new Price(level), movedAt, revision);
    }
}
