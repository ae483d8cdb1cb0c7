package dev.belay.position;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the counted fills of a leg add up to, over all its positions, whoever ordered them.
 *
 * @param since exchange time of the evidence of the first position, 0 before it: the history of the leg begins there
 * @param window which fills are counted
 * @param count how many
 * @param net bought less sold: the position that the counted fills lead to
 * @param realizedProfit in quote asset, before commission
 * @param commissions paid, by asset
 */
public record Fills(
        long since,
        TradeWindow window,
        long count,
        BigDecimal net,
        BigDecimal realizedProfit,
        Map<String, BigDecimal> commissions) {

    public static final Fills NONE = new Fills(0, TradeWindow.EMPTY, 0, BigDecimal.ZERO, BigDecimal.ZERO, Map.of());

    public Fills {
        commissions = Map.copyOf(commissions);
    }

    /** The history begins, unless it has begun earlier. */
    public Fills beginningAt(long at) {
        return since > 0 && since <= at ? this : new Fills(at, window, count, net, realizedProfit, commissions);
    }

    Fills plus(LegEvent.Filled fill) {
        var paid = new TreeMap<>(commissions);
        paid.merge(fill.commissionAsset(), fill.commission(), BigDecimal::add);
        return new Fills(
                since > 0 ? since : fill.tradedAt(),
                window.plus(fill.tradeId(), fill.completeThrough()),
                count + 1,
                net.add(fill.side().signed(fill.quantity().decimal())),
                realizedProfit.add(fill.realizedProfit()),
                paid);
    }

    /** By how much {@code leg}'s position differs from what the counted fills lead to; zero when it follows from them. */
    static BigDecimal drift(Leg leg) {
        return amount(leg).subtract(leg.fills().net());
    }

    /** The position of {@code leg}, positive for a long. */
    static BigDecimal amount(Leg leg) {
        return leg.open()
                .map(open ->
                        open.direction().openingSide().signed(open.quantity().decimal()))
                .orElse(BigDecimal.ZERO);
    }
}
