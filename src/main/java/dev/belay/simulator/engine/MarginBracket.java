package dev.belay.simulator.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * A notional bracket (leverageBracket, binance-api §6). The simulator has one table for all symbols.
 *
 * @param floor notional from which it applies, in USDT
 * @param cap notional up to which it applies
 * @param ratio maintenance margin as a fraction of the notional
 * @param cumulated what the ratio takes too much of the lower brackets
 */
public record MarginBracket(int number, int maxLeverage, long floor, long cap, BigDecimal ratio, BigDecimal cumulated) {

    /** From the smallest notional to the largest; {@code cumulated} makes the margin continuous at the borders. */
    public static final List<MarginBracket> TABLE = List.of(
            new MarginBracket(1, 125, 0, 50_000, new BigDecimal("0.004"), BigDecimal.ZERO),
            new MarginBracket(2, 100, 50_000, 600_000, new BigDecimal("0.005"), new BigDecimal("50")),
            new MarginBracket(3, 50, 600_000, 3_000_000, new BigDecimal("0.01"), new BigDecimal("3050")),
            new MarginBracket(4, 20, 3_000_000, 100_000_000, new BigDecimal("0.025"), new BigDecimal("48050")));

    /** The largest notional that a position may have at {@code leverage}. */
    public static long cap(int leverage) {
        long cap = 0;
        for (MarginBracket bracket : TABLE) {
            cap = bracket.maxLeverage >= leverage ? bracket.cap : cap;
        }
        return cap;
    }

    static MarginBracket of(BigDecimal notional) {
        for (MarginBracket bracket : TABLE) {
            if (notional.compareTo(BigDecimal.valueOf(bracket.cap)) <= 0) {
                return bracket;
            }
        }
        return TABLE.get(TABLE.size() - 1);
    }

    BigDecimal maintenance(BigDecimal notional) {
        return notional.multiply(ratio).subtract(cumulated).setScale(8, RoundingMode.HALF_EVEN);
    }
}
