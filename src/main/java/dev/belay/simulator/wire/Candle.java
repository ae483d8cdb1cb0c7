package dev.belay.simulator.wire;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.simulator.engine.PriceStep;

/** A candle of last prices. */
record Candle(long openTime, Price open, Price high, Price low, Price close, Quantity volume, int trades) {

    static Candle first(long openTime, PriceStep step) {
        return new Candle(openTime, step.last(), step.last(), step.last(), step.last(), step.volume(), 1);
    }

    Candle with(PriceStep step) {
        return with(new Candle(openTime, step.last(), step.last(), step.last(), step.last(), step.volume(), 1));
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
