package dev.belay.simulator.prices;

import dev.belay.money.Price;
import dev.belay.money.Quantity;

/**
 * A bar of one minute.
 *
 * @param openTime its first millisecond since the epoch
 * @param volume traded in it, in base asset
 */
public record Kline(long openTime, Price open, Price high, Price low, Price close, Quantity volume) {

    static final long MINUTE = 60_000;
}
