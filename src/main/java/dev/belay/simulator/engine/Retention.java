package dev.belay.simulator.engine;

/** How long Binance answers for what is over (binance-api §6, §7, §8.3). */
public final class Retention {

    private static final long DAY = 24L * 3_600_000;
    private static final long UNFILLED = 3 * DAY;
    private static final long FILLED = 90 * DAY;

    private Retention() {}

    /** Whether nobody can ask for {@code entry} any more at {@code now}; never true of what is open or current. */
    public static boolean isOver(LedgerEntry entry, long now) {
        if (entry instanceof Stored order) {
            return !order.open() && now - order.updatedAt() > (order.filled() ? FILLED : UNFILLED);
        }
        if (entry instanceof SimulatedTrade trade) {
            return now - trade.at() > FILLED;
        }
        if (entry instanceof FundingPaid paid) {
            return now - paid.at() > FILLED;
        }
        if (entry instanceof Transfer transfer) {
            return now - transfer.at() > FILLED;
        }
        return entry instanceof MarginTransfer transfer && now - transfer.at() > FILLED;
    }
}
