package dev.belay.simulator.engine;

import dev.belay.money.FixedPoint;
import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says without any arithmetic on money that a price cannot lead to a liquidation: each symbol has a band of mark prices
 * within which, whatever the other symbols do inside theirs, the margin is enough. Bands are narrow on the safe side.
 */
final class MarginWatch {

    /** By how much a position's margin may change per unit of price: its amount, and what maintenance adds to it. */
    private static final BigDecimal SLOPE = new BigDecimal("1.05");

    private final AccountBook book;
    private final Map<Symbol, long[]> bands = new HashMap<>();
    private long version = -1;

    MarginWatch(AccountBook book) {
        this.book = book;
    }

    /** Whether nothing needs to be looked at for this step. */
    boolean isSafe(PriceStep step) {
        if (version != book.version()) {
            return false;
        }
        long[] band = bands.get(step.symbol());
        return band == null || (step.mark().units() >= band[0] && step.mark().units() <= band[1]);
    }

    /** Draws the bands anew; {@code crossSurplus} is how far the cross margin is from the next threshold. */
    void draw(List<PositionReport> reports, BigDecimal crossSurplus) {
        bands.clear();
        version = book.version();
        long cross =
                reports.stream().filter(report -> !report.settings().isolated()).count();
        for (PositionReport report : reports) {
            BigDecimal surplus = report.settings().isolated()
                    ? report.isolatedMargin().subtract(report.maintenanceMargin())
                    : crossSurplus.divide(BigDecimal.valueOf(cross), FixedPoint.DECIMALS, RoundingMode.DOWN);
            long room = room(surplus, report.position().signedAmount().abs());
            narrow(
                    report.position().key().symbol(),
                    report.mark().units() - room,
                    report.mark().units() + room);
        }
    }

    private static long room(BigDecimal surplus, BigDecimal amount) {
        if (surplus.signum() <= 0) {
            return -1;
        }
        BigDecimal room = surplus.divide(amount.multiply(SLOPE), FixedPoint.DECIMALS, RoundingMode.DOWN);
        return room.unscaledValue().bitLength() > 60
                ? Long.MAX_VALUE / 4
                : room.unscaledValue().longValueExact();
    }

    private void narrow(Symbol symbol, long low, long high) {
        long[] before = bands.get(symbol);
        bands.put(
                symbol,
                before == null
                        ? new long[] {low, high}
                        : new long[] {Math.max(low, before[0]), Math.min(high, before[1])});
    }
}
