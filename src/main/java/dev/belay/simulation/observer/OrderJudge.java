package dev.belay.simulation.observer;

import dev.belay.market.PriceKind;
import dev.belay.money.FixedPoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * S2, S3 and S4: what the guard's orders may do and how many there may be.
 *
 * <p>S3 lets a stop be placed again, under its id or at its level, after others have ended it. When the
 * position has changed its size and back, the stop of before is on its way out and another takes its place. Stops that are placed
 * before the position opens are not compared by level: each entry brings its own. S4 counts for a position the stops that
 * were placed for it and close all of it, as large as the guard may believe it to be; those of an earlier position or size may pile up while nothing may be cancelled
 * and are stated as a figure, and so are those that rest while the exchange has denied it: nobody could count them.
 */
final class OrderJudge {

    private final JudgeTerms terms;
    private final Findings findings;
    private final Map<String, ObservedStop> stops = new HashMap<>();
    private final Map<String, Long> orderNumbers = new HashMap<>();
    private final Set<ObservedStop> endedByOthers = new HashSet<>();
    private final Set<String> denied = new HashSet<>();
    private final Map<Level, Placed> working = new HashMap<>();
    private final Map<String, Integer> ofAccount = new HashMap<>();
    private int mostOfLeg;
    private int mostOfAccount;

    private record Level(ObservedLeg leg, long epoch, long trigger, PriceKind by, long quantity) {}

    private record Placed(ObservedStop stop, long resized) {}

    OrderJudge(JudgeTerms terms, Findings findings) {
        this.terms = terms;
        this.findings = findings;
    }

    /** A stop of ours was accepted; it is in its leg's list. */
    void accepted(ObservedLeg leg, ObservedStop stop) {
        count(leg, stop);
        ObservedStop earlier = stops.put(leg.id.account() + " " + stop.id(), stop);
        if (earlier != null && !endedByOthers.contains(earlier)) {
            String what = "the stop %s was accepted twice, as %d and %d, and nobody else had ended the first"
                    .formatted(stop.id(), earlier.number(), stop.number());
            findings.add("S3", stop.placedAt(), leg.id, what);
        }
        if (leg.isOpen() && !stop.closesAll() && stop.guards(leg.direction())) {
            twin(leg, stop);
        }
    }

    private void twin(ObservedLeg leg, ObservedStop stop) {
        Level level = new Level(leg, leg.epoch, stop.trigger(), stop.triggeredBy(), stop.quantity());
        Placed earlier = working.put(level, new Placed(stop, leg.resized));
        if (earlier == null || endedByOthers.contains(earlier.stop())) {
            return;
        }
        if (earlier.resized() == leg.resized) {
            String what = "%s and %s were both accepted for position %d at %s with quantity %s"
                    .formatted(
                            earlier.stop().id(),
                            stop.id(),
                            leg.epoch,
                            FixedPoint.text(stop.trigger()),
                            FixedPoint.text(stop.quantity()));
            findings.add("S3", stop.placedAt(), leg.id, what);
        }
    }

    private void count(ObservedLeg leg, ObservedStop stop) {
        int all = ofAccount.merge(leg.id.account().name(), 1, Integer::sum);
        mostOfAccount = Math.max(mostOfAccount, all);
        mostOfLeg = Math.max(mostOfLeg, leg.stops.size());
        if (all == JudgeTerms.STOPS_OF_AN_ACCOUNT + 1) {
            String what = "%d stops of the guard's rest in the account".formatted(all);
            findings.add("S4", stop.placedAt(), leg.id.account().name(), what);
        }
        long size = leg.largestSince(stop.placedAt() - terms.unaware());
        long guards = leg.stops.stream()
                .filter(one -> leg.isOpen() && !leg.isOrphan(one) && one.covers(size) == size)
                .filter(one -> !denied.contains(one.id()))
                .count();
        if (guards > JudgeTerms.STOPS_OF_A_POSITION) {
            String what = "%d stops guard one position: %s".formatted(guards, leg.inWords());
            findings.add("S4", stop.placedAt(), leg.id, what);
        }
    }

    /** The exchange says of a stop that rests that it does not know it. */
    void denied(String id) {
        findings.count("stop denied by the exchange while it rests");
        denied.add(id);
    }

    /** A stop that was counted rests no longer. */
    void gone(ObservedLeg leg) {
        ofAccount.merge(leg.id.account().name(), -1, Integer::sum);
    }

    /** A stop was ended by the exchange or by a person. */
    void endedByOthers(ObservedStop stop) {
        endedByOthers.add(stop);
    }

    /** The account's state is told anew. */
    void forget(String account) {
        ofAccount.remove(account);
    }

    /** A regular order of ours is there, or born from a stop of ours. */
    void order(Observed.OrderSeen order) {
        Long earlier = orderNumbers.putIfAbsent(order.leg().account() + " " + order.id(), order.number());
        if (earlier != null && earlier != order.number()) {
            orderNumbers.put(order.leg().account() + " " + order.id(), order.number());
            String what =
                    "the order %s was accepted twice, as %d and %d".formatted(order.id(), earlier, order.number());
            findings.add("S3", order.at(), order.leg(), what);
        }
    }

    /** An order of ours that is no entry was filled; the position has changed by all fills of the moment already. */
    void filled(ObservedLeg leg, Observed.FillSeen fill) {
        long before = leg.last.before();
        long after = leg.last.after();
        boolean turned = Long.signum(before) != Long.signum(after) && after != 0;
        if (turned || Math.abs(after) > Math.abs(before)) {
            String what = "%s changed the position from %s to %s"
                    .formatted(fill.id(), FixedPoint.text(before), FixedPoint.text(after));
            findings.add("S2", fill.at(), fill.leg(), what);
        }
    }

    int mostOfLeg() {
        return mostOfLeg;
    }

    int mostOfAccount() {
        return mostOfAccount;
    }
}
