package dev.belay.simulator.wire;

import dev.belay.money.Price;
import dev.belay.money.Quantity;

/** A candle of last prices. */
record Candle(long openTime, Price open, Price high, Price low, Price close, Quantity volume, int trades) {

    /** Of one price; mark prices have no volume. */
    static Candle first(long openTime, Price price, Quantity volume) {
        return new Candle(openTime, price, price, price, price, volume, 1);
    }

    Candle with(Price price, Quantity more) {
        return with(first(openTime, price, more));
    }

    Candle with(Candle later) {
        return new Candle(
                openTime,
                open,
                high.compareTo(later.high) >= 0 ? high : later.high,
                low.compareTo(later.low) <= 0 ? low : later.low,
                later.close,
                volume.plus(later.volume),
                trades + later.trades);
    }

    Candle openedAt(long time) {
        return new Candle(time, open, high, low, close, volume, trades);
    }
}
