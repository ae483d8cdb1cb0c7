package dev.belay.trailing;

import dev.belay.market.SymbolRules;
import dev.belay.money.Direction;
import dev.belay.money.Price;
import dev.belay.money.Require;

/**
 * How far the stop of one position has come; part of what the journal keeps.
 *
 * @param entry average entry price of the position
 * @param peak the best price seen, of the kind that was followed then, since the position was opened, at least as good as the entry price
 * @param activated whether the gain has reached the policy's activation
 * @param level where the working stop has to be, on the grid of ticks
 * @param movedAt exchange time of the tick that the level came from, epoch milliseconds
 * @param revision counts the changes of this position's policy; what was seen under an earlier one does not count
 */
public record Trail(
        Direction direction, Price entry, Price peak, boolean activated, Price level, long movedAt, int revision) {

    public Trail {
        Require.invariant(!direction.isBetter(entry, peak), "peak %s is worse than entry %s", peak, entry);
    }

    /** A trail under the policy that the position was opened with. */
    public Trail(Direction direction, Price entry, Price peak, boolean activated, Price level, long movedAt) {
        this(direction, entry, peak, activated, level, movedAt, 0);
    }

    /** The trail of a position that was entered at {@code entry}. */
    public static Trail startingAt(Direction direction, Price entry, StopPolicy policy, SymbolRules rules, long at) {
        Price level = rules.stopLevel(direction, policy.initialLevel(direction, entry));
        return new Trail(direction, entry, entry, false, level, at);
    }

    /** This trail with a level that is at least as good as {@code other}: a stop never loosens. */
    public Trail noLooserThan(Price other) {
        return new Trail(direction, entry, peak, activated, direction.better(level, other), movedAt, revision);
    }

    /** This trail with the level {@code other}, which somebody who knew more had found; whoever follows it begins anew. */
    public Trail raisedTo(Price other) {
        return new Trail(direction, entry, peak, activated, direction.better(level, other), movedAt, revision + 1);
    }

    /** This trail with another best price. */
    public Trail withPeak(Price newPeak) {
        return new Trail(direction, entry, newPeak, activated, level, movedAt, revision);
    }

    /** This trail after the average entry price became {@code newEntry}: an increase or a reduction. */
    public Trail resizedTo(Price newEntry, StopPolicy policy, SymbolRules rules) {
        Price initial = rules.stopLevel(direction, policy.initialLevel(direction, newEntry));
        Price newLevel = activated ? level : direction.better(level, initial);
        return new Trail(direction, newEntry, direction.better(peak, newEntry), activated, newLevel, movedAt, revision);
    }

    /** This trail going on under another policy, at that policy's own level even if that is looser. */
    public Trail freelyUnder(StopPolicy policy, SymbolRules rules, long at) {
        var levels = new PolicyLevels(direction, entry, policy, rules.tick().units());
        boolean trails = levels.isActivatedAt(peak.units());
        long own = levels.tightest(peak.units(), trails, AverageRange.SILENT, false);
        return new Trail(direction, entry, peak, trails, new Price(own), at, revision + 1);
    }

    /** This trail going on under another policy; its level does not loosen. */
    public Trail under(StopPolicy policy, SymbolRules rules, long at) {
        Trail free = freelyUnder(policy, rules, at);
        boolean tighter = direction.isBetter(free.level, level);
        return tighter ? free : new Trail(direction, entry, peak, free.activated, level, movedAt, free.revision);
    }
}
