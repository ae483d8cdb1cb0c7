package dev.belay.simulator.prices;

import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SymbolSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** Prices from a seed: calm, trends, spikes and flash crashes, one step per second and symbol. Never ends. */
public final class GeneratedPrices implements PriceSource {

    private static final long STEP_MILLIS = 1_000;

    private final List<GeneratedPrice> prices = new ArrayList<>();
    private long at;

    /** The first prices come one second after {@code start}, an epoch time in milliseconds. */
    public GeneratedPrices(Collection<SymbolSpec> symbols, long seed, long start) {
        for (SymbolSpec spec : symbols) {
            prices.add(new GeneratedPrice(spec, seed));
        }
        at = start;
    }

    @Override
    public synchronized OptionalLong nextAt() {
        return OptionalLong.of(at + STEP_MILLIS);
    }

    @Override
    public synchronized List<PriceStep> next() {
        at += STEP_MILLIS;
        List<PriceStep> steps = new ArrayList<>();
        for (GeneratedPrice price : prices) {
            steps.add(price.next(at));
        }
        return List.copyOf(steps);
    }

    @Override
    public synchronized void move(Symbol symbol, Price price) {
        for (GeneratedPrice generated : prices) {
            if (generated.spec().symbol().equals(symbol)) {
                generated.move(price);
            }
        }
    }
}
