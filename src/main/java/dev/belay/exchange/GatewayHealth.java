package dev.belay.exchange;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the road to the exchange is.
 *
 * @param waiting lanes in which calls wait
 * @param out calls that are not answered
 * @param silentUntil epoch milliseconds until which nothing may be sent, in the past or 0 when something may
 * @param placingSilentUntil the same for placing orders alone
 * @param clockOffset milliseconds that the exchange's clock is ahead of the machine's
 */
public record GatewayHealth(
        Map<Lane, Waiting> waiting,
        int out,
        Used used,
        long silentUntil,
        long placingSilentUntil,
        long clockOffset,
        Outcomes outcomes,
        Moves moves) {

    public GatewayHealth {
        waiting = Map.copyOf(waiting);
    }

    /**
     * Calls that wait in a lane.
     *
     * @param longestMillis how long the oldest has waited
     */
    public record Waiting(int calls, long longestMillis) {

        public static final Waiting NOBODY = new Waiting(0, 0);
    }

    /** What is used in the current windows, and of what. */
    public record Used(int weightPerMinute, int ordersPer10Seconds, int ordersPerMinute, RateBudget.Limits of) {}

    /**
     * What became of the calls of this incarnation.
     *
     * @param refusedByCode how many were refused with each of Binance's codes
     */
    public record Outcomes(long done, long refused, long unknown, long notSent, Map<Integer, Long> refusedByCode) {

        public Outcomes {
            refusedByCode = Collections.unmodifiableMap(new TreeMap<>(refusedByCode));
        }
    }

    /**
     * Stops that should move and wait for budget.
     *
     * @param risk what these moves would secure now, quote asset: the gap between where each stop is and where it should
     *     be, times the quantity
     * @param debt that risk added up over the time that each has waited, quote asset times seconds
     * @param granted moves granted since the start
     */
    public record Moves(int waiting, BigDecimal risk, BigDecimal debt, long granted) {}
}
