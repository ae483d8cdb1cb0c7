package dev.belay.simulation.observer;

import dev.belay.market.PriceKind;
import dev.belay.money.Direction;
import dev.belay.money.FixedPoint;
import dev.belay.money.LegId;
import dev.belay.money.Side;
import dev.belay.simulator.engine.AlgoStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A leg as the exchange sees it. All times are exchange time in epoch milliseconds; 0 is never. */
final class ObservedLeg {

    private static final long REMEMBERED_MILLIS = 60_000;

    final LegId id;
    final LegWatch watch = new LegWatch();

    /** The guard's stops that wait for their trigger; one that fires protects no longer. */
    final List<ObservedStop> stops = new ArrayList<>(4);

    private final Map<Long, Side> firing = new HashMap<>(2);
    private final List<Ended> endedByOthers = new ArrayList<>(2);

    /** Signed. */
    long amount;

    /** Counts the positions of the leg. */
    long epoch;

    long openedAt;
    boolean openedByUs;
    long flatSince;

    /** Stops that were placed before this observation belong to an earlier position. */
    long ownFrom;

    /** When somebody else last opened, turned or grew it. */
    long grownByOthersAt;

    /** Counts what may bring a former level back: changes of size, of the price that is followed, and overrides. */
    long resized;

    /** How loose the operator allows a stop to be until the position is over; {@link StopLevel#NONE} without an override. */
    long allowedLevel = StopLevel.NONE;

    /** The price by which its policy wants the position stopped. */
    private PriceKind follows = PriceKind.MARK;

    /** When anything last happened that may make the guard act. */
    long disturbedAt;

    Change last = new Change(0, 0, StopLevel.NONE, 0);

    /** The newest change of the position; {@code grownByOthers} is what {@link #grownByOthersAt} was before. */
    record Change(long before, long after, long levelBefore, long grownByOthers) {}

    private final List<Former> formers = new ArrayList<>(2);

    private record Ended(ObservedStop stop, long at) {}

    /** The position was of this signed size until then. */
    private record Former(long amount, long until) {}

    ObservedLeg(LegId id) {
        this.id = id;
    }

    /** The policy follows {@code kind} from now on. */
    void follow(PriceKind kind, long at) {
        resized += follows == kind ? 0 : 1;
        follows = kind;
        disturbedAt = at;
    }

    boolean isOpen() {
        return amount != 0;
    }

    long size() {
        return Math.abs(amount);
    }

    /** The largest size that the position, as it is turned now, has had since {@code since}, as far as it is remembered. */
    long largestSince(long since) {
        long largest = size();
        for (Former former : formers) {
            boolean counts = former.until() >= since && Long.signum(former.amount()) == Long.signum(amount);
            largest = counts ? Math.max(largest, Math.abs(former.amount())) : largest;
        }
        return largest;
    }

    Direction direction() {
        return amount > 0 ? Direction.LONG : Direction.SHORT;
    }

    void changed(long before, long after, long number, long at) {
        last = new Change(before, after, level(), grownByOthersAt);
        formers.removeIf(former -> at - former.until() > REMEMBERED_MILLIS);
        formers.add(new Former(before, at));
        boolean begins = after != 0 && (before == 0 || Long.signum(before) != Long.signum(after));
        amount = after;
        resized++;
        if (begins) {
            epoch++;
            openedAt = at;
            openedByUs = false;
            ownFrom = number;
            allowedLevel = StopLevel.NONE;
        }
        if (begins || Math.abs(after) > Math.abs(before)) {
            grownByOthersAt = at; // until a fill says that it was our entry
        }
        flatSince = after == 0 ? at : flatSince;
    }

    /** The operator allows stops to be as loose as {@code level}. */
    void overridden(long level) {
        allowedLevel = level;
        resized++;
    }

    /** The newest change was made by an entry of ours: the stop that was placed for it belongs to the position. */
    void wasGrownByUs() {
        grownByOthersAt = last.grownByOthers();
        openedByUs |= last.before() == 0;
        for (ObservedStop stop : stops) {
            ownFrom = last.before() == 0 && stop.guards(direction()) ? stop.placed() : ownFrom;
        }
    }

    Optional<ObservedStop> stop(long number) {
        for (ObservedStop stop : stops) {
            if (stop.number() == number) {
                return Optional.of(stop);
            }
        }
        return Optional.empty();
    }

    boolean isOrphan(ObservedStop stop) {
        return !isOpen() || !stop.guards(direction()) || stop.placed() < ownFrom;
    }

    /** Whether it was placed before {@code aware} for a size that the position, which somebody else opened, does not have. */
    boolean isPerhapsOfThePositionBefore(ObservedStop stop, long aware) {
        return epoch > 1 && !openedByUs && stop.placedAt() <= aware && stop.quantity() != size();
    }

    /** The tightest level at which stops close the whole position (reliability §3), {@link StopLevel#NONE} without one. */
    long level() {
        return level(stops);
    }

    private long level(List<ObservedStop> among) {
        return level(among, size());
    }

    private long level(List<ObservedStop> among, long size) {
        return isOpen() ? StopLevel.of(among, direction(), size) : StopLevel.NONE;
    }

    /**
     * The level as it would be with {@code more} stops, and with those that others ended since {@code since}, as far as it
     * makes up for {@code gone}: levels of different prices do not compare, so that beside the disaster stop only stops
     * by the same price count, or by the one that the policy follows.
     */
    long levelWith(List<ObservedStop> more, long since, ObservedStop gone) {
        List<ObservedStop> all = with(more, since);
        all.removeIf(stop -> !stop.closesAll()
                && stop.triggeredBy() != gone.triggeredBy()
                && stop.triggeredBy() != follows
                && !more.contains(stop));
        return level(all);
    }

    /** The level as it would be with all that others ended lately. */
    long levelLately() {
        return level(with(List.of(), 0));
    }

    private List<ObservedStop> with(List<ObservedStop> more, long since) {
        List<ObservedStop> all = new ArrayList<>(stops);
        all.addAll(more);
        for (Ended ended : endedByOthers) {
            if (ended.at() >= since) {
                all.add(ended.stop());
            }
        }
        return all;
    }

    /**
     * Whether the level would not have become looser if the position were still as small as it was at some time since
     * {@code smallSince}; stops are {@code gone} by the act, and {@code forgiven} are put back.
     */
    boolean isRightForSmaller(long smallSince, List<ObservedStop> gone, List<ObservedStop> forgiven, long since) {
        for (Former former : formers) {
            long size = Math.abs(former.amount());
            boolean isSame = Long.signum(former.amount()) == Long.signum(amount);
            if (former.until() >= smallSince && isSame && size < size()) {
                long before = level(with(gone, Long.MAX_VALUE), size);
                long after = level(with(forgiven, since), size);
                if (!isWorse(before, after)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the level {@code after} is looser than {@code before}, and than an operator has allowed. */
    boolean isWorse(long before, long after) {
        boolean isAllowed = allowedLevel != StopLevel.NONE && !StopLevel.isLooser(after, allowedLevel, direction());
        return StopLevel.isLooser(after, before, direction()) && !isAllowed;
    }

    void endedByOthers(ObservedStop stop, long at) {
        endedByOthers.removeIf(ended -> at - ended.at() > REMEMBERED_MILLIS);
        endedByOthers.add(new Ended(stop, at));
    }

    /** What others ended lately, for the sentence of a violation. */
    String endedLately(long at) {
        StringBuilder text = new StringBuilder();
        for (Ended ended : endedByOthers) {
            text.append("; others ended ")
                    .append(ended.stop().id())
                    .append(' ')
                    .append(at - ended.at())
                    .append(" ms before");
        }
        return text.toString();
    }

    boolean hasWorkingStop() {
        for (ObservedStop stop : stops) {
            boolean asWanted = stop.triggeredBy() == follows && stop.isWorkingStopOf(size());
            if (asWanted && stop.guards(direction())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes note of a stop that fires and is not done with it: it stands in the way of another disaster stop of its side
     * (-4130). Says whether it is done now.
     */
    boolean firingEnds(Observed.StopSeen seen) {
        if (seen.closePosition() && seen.status() == AlgoStatus.TRIGGERING) {
            firing.put(seen.number(), seen.side());
            return false;
        }
        return firing.remove(seen.number()) != null;
    }

    private boolean isInTheWay() {
        return firing.containsValue(direction().closingSide());
    }

    /** Whether exactly D and W guard the position, or nothing is left of one. */
    boolean isComplete() {
        if (!isOpen()) {
            return stops.isEmpty();
        }
        if (stops.size() == 1 && isInTheWay()) {
            return hasWorkingStop();
        }
        if (stops.size() != 2) {
            return false;
        }
        ObservedStop first = stops.get(0);
        ObservedStop second = stops.get(1);
        ObservedStop working = first.closesAll() ? second : first;
        return first.closesAll() != second.closesAll()
                && first.guards(direction())
                && second.guards(direction())
                && working.quantity() == size()
                && working.triggeredBy() == follows;
    }

    /** The position and its stops, in words. */
    String inWords() {
        StringBuilder text = new StringBuilder("position ").append(FixedPoint.text(amount));
        for (ObservedStop stop : stops) {
            text.append(", ")
                    .append(stop.id())
                    .append(stop.closesAll() ? " all" : " " + FixedPoint.text(stop.quantity()))
                    .append(" at ")
                    .append(FixedPoint.text(stop.trigger()));
        }
        return text.toString();
    }
}
