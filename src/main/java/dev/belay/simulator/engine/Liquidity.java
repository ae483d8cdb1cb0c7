package dev.belay.simulator.engine;

import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * How much stands in the book: levels of equal value, the best price first.
 *
 * @param levelNotional what each level holds in quote asset; zero is no end of it at the best price
 * @param ticksApart from one level to the next
 */
public record Liquidity(BigDecimal levelNotional, int ticksApart) {

    /** Everything is filled at the best price. */
    public static final Liquidity ENDLESS = new Liquidity(BigDecimal.ZERO, 1);

    /** A part of an order that is filled at one price. */
    record Level(Price price, Quantity quantity) {}

    /** What an order of {@code wanted} finds from {@code best} to {@code worst}, a trade for each level. */
    List<Level> take(SymbolSpec spec, Side side, Price best, Price worst, Quantity wanted) {
        List<Level> taken = new ArrayList<>(1);
        long left = wanted.units();
        long price = best.units();
        long apart = side == Side.BUY
                ? ticksApart * spec.tick().units()
                : -ticksApart * spec.tick().units();
        while (left > 0 && price > 0 && (side == Side.BUY ? price <= worst.units() : price >= worst.units())) {
            long part = Math.min(left, held(spec, price));
            taken.add(new Level(new Price(price), new Quantity(part)));
            left -= part;
            price += apart;
        }
        return taken;
    }

    private long held(SymbolSpec spec, long price) {
        if (levelNotional.signum() == 0) {
            return Long.MAX_VALUE;
        }
        long step = spec.quantity().step().units();
        long units = levelNotional
                .divide(FixedPoint.decimal(price), FixedPoint.DECIMALS, RoundingMode.DOWN)
                .unscaledValue()
                .longValueExact();
        return Math.max(step, FixedPoint.floorTo(units, step));
    }
}
