package dev.belay.position;

import java.math.BigDecimal;

/**
 * What was traded since the newest evidence of the position, in this incarnation. When that takes the whole position
 * away, the fills speak for its being gone. They do so only together with lists of positions that miss it, and only if
 * the exchange's own list of fills, read after the first of those, shows no other fill: one that opened it anew may not
 * have been heard of (reliability S12).
 */
final class FillsSince {

    private long evidenceAt;
    private BigDecimal net = BigDecimal.ZERO;
    private long listReadAt;

    /** A fill was counted; {@code leg} is as it is with that. */
    void add(Leg leg, LegEvent.Filled fill) {
        Exposure exposure = leg.exposure();
        if (exposure == null) {
            return;
        }
        if (exposure.evidenceAt() != evidenceAt) {
            evidenceAt = exposure.evidenceAt();
            net = BigDecimal.ZERO;
        }
        if (fill.tradedAt() > evidenceAt) {
            net = net.add(fill.side().signed(fill.quantity().decimal()));
        }
    }

    /** All fills up to {@code readAt} are counted: the exchange's list of them was read then. */
    void listed(long readAt) {
        listReadAt = Math.max(listReadAt, readAt);
    }

    boolean close(Leg leg) {
        Exposure exposure = leg.exposure();
        return exposure != null
                && exposure.evidenceAt() == evidenceAt
                && Fills.amount(leg).add(net).signum() == 0;
    }

    /** Whether they close the position, by the exchange's list as it was after {@code since} and had time to be complete. */
    boolean provablyClose(Leg leg, long since) {
        return close(leg) && listReadAt - since >= TradeDoubt.LAG_MILLIS;
    }
}
