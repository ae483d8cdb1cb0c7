package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;

/**
 * The price of one symbol moves.
 *
 * @param at exchange time, epoch milliseconds; rising per symbol
 * @param last the last trade's price, on the tick grid
 * @param mark 8 decimals, off the grid
 * @param volume traded in this step, in base asset
 */
public record PriceStep(Symbol symbol, long at, Price last, Price mark, Quantity volume) implements LedgerEntry {

    /** The price that triggers orders of {@code workingType}. */
    public Price of(WorkingType workingType) {
        return workingType == WorkingType.MARK_PRICE ? mark : last;
    }
}
