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

/** All prices rise together, each at its own pace, once a second until the end. */
final class RisingPrices implements PriceSource {

    private final Map<SymbolSpec, Integer> millionthsPerSecond;
    private final long start;
    private final long end;
    private long at;

    RisingPrices(Map<SymbolSpec, Integer> millionthsPerSecond, long start, long end) {
        this.millionthsPerSecond = Map.copyOf(millionthsPerSecond);
        this.start = start;
        this.end = end;
        this.at = start;
    }

    @Override
    public synchronized OptionalLong nextAt() {
        return at >= end ? OptionalLong.empty() : OptionalLong.of(at + 1_000);
    }

    @Override
    public synchronized List<PriceStep> next() {
        at += 1_000;
        List<PriceStep> steps = new ArrayList<>();
        millionthsPerSecond.forEach((spec, pace) -> {
            long first = spec.initialPrice().units();
            long risen = first + FixedPoint.scaledDown(first, pace * ((at - start) / 1_000), 1_000_000);
            Price price = new Price(FixedPoint.floorTo(risen, spec.tick().units()));
            steps.add(new PriceStep(spec.symbol(), at, price, price, Quantity.of("1")));
        });
        return List.copyOf(steps);
    }

    @Override
    public void move(Symbol symbol, Price price) {}
}
