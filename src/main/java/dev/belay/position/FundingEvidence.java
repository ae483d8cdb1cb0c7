package dev.belay.position;

import dev.belay.exchange.Answer.Funding;
import java.util.ArrayList;
import java.util.List;

/**
 * What the exchange's list of payments of funding proves. It is the only source: the stream tells of a payment without
 * its number, so that counting both would count some twice. A payment from before the leg's history is not counted.
 */
final class FundingEvidence {

    private FundingEvidence() {}

    static List<LegEvent> onList(Leg leg, LegInput.FundingsRead read, long now) {
        List<Funding> uncounted = uncounted(leg, read.rows());
        boolean reachesBack = read.from() <= knownThrough(leg);
        List<LegEvent> events = new ArrayList<>();
        for (Funding row : uncounted) {
            boolean isLast = events.size() == uncounted.size() - 1;
            long through = isLast && reachesBack ? read.completeThrough() : 0;
            events.add(new LegEvent.FundingPaid(
                    row.id(), row.amount(), row.asset(), row.at(), through, new Proof(Proof.Kind.LIST, row.at()), now));
        }
        return events;
    }

    private static List<Funding> uncounted(Leg leg, List<Funding> rows) {
        long since = leg.fills().since();
        List<Funding> found = new ArrayList<>();
        for (Funding row : rows) {
            boolean isOurs = since > 0 && row.at() >= since;
            boolean isNew = found.stream().noneMatch(other -> other.id() == row.id());
            if (isOurs && isNew && !leg.fundings().isCounted(row.id(), row.at())) {
                found.add(row);
            }
        }
        return found;
    }

    /** Up to when nothing can be missing; 0 for a leg without a history. */
    static long knownThrough(Leg leg) {
        return Math.max(leg.fills().since(), leg.fundings().completeThrough());
    }
}
