package dev.belay.app;

import dev.belay.money.FixedPoint;
import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SymbolSpec;
import dev.belay.simulator.prices.PriceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/** All prices rise together, each at its own pace, once a second while there is a trend, and now and then between trends. */
final class RisingPrices implements PriceSource {

    private static final long CALM_MILLIS = 10_000;
    private static final long RISE_IN_CALM_EVERY = 12;

    private final Map<SymbolSpec, Integer> millionthsPerRise;
    private final LongPredicate isTrend;
    private final long end;
    private long at;
    private long calm;
    private long rises;

    /** A trend all the way. */
    RisingPrices(Map<SymbolSpec, Integer> millionthsPerRise, long start, long end) {
        this(millionthsPerRise, start, end, at -> true);
    }

    /** {@code isTrend} says of a time whether there is a trend; in the calm there is a price every ten seconds. */
    RisingPrices(Map<SymbolSpec, Integer> millionthsPerRise, long start, long end, LongPredicate isTrend) {
        this.millionthsPerRise = Map.copyOf(millionthsPerRise);
        this.isTrend = isTrend;
        this.end = end;
        this.at = start;
    }

    @Override
    public synchronized OptionalLong nextAt() {
        return at >= end ? OptionalLong.empty() : OptionalLong.of(at + stepMillis());
    }

    private long stepMillis() {
        return isTrend.test(at) ? 1_000 : CALM_MILLIS;
    }

    @Override
    public synchronized List<PriceStep> next() {
        boolean trend = isTrend.test(at);
        at += stepMillis();
        calm += trend ? 0 : 1;
        rises += trend || calm % RISE_IN_CALM_EVERY == 0 ? 1 : 0;
        List<PriceStep> steps = new ArrayList<>();
        millionthsPerRise.forEach((spec, pace) -> {
            long first = spec.initialPrice().units();
            long risen = first + FixedPoint.scaledDown(first, pace * rises, 1_000_000);
            Price price = new Price(FixedPoint.floorTo(risen, spec.tick().units()));
            steps.add(new PriceStep(spec.symbol(), at, price, price, Quantity.of("1")));
        });
        return List.copyOf(steps);
    }

    @Override
    public void move(Symbol symbol, Price price) {}
}
