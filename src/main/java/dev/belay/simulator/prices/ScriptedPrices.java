package dev.belay.simulator.prices;

import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SymbolSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Prices that stand still until somebody moves them; repeated every second, as a market without trades does. */
public final class ScriptedPrices implements PriceSource {

    private static final long STEP_MILLIS = 1_000;

    private final Map<Symbol, PriceStep> prices = new LinkedHashMap<>();
    private long at;

    /** Starts at the initial prices; the first repetition comes one second after {@code start}. */
    public ScriptedPrices(Collection<SymbolSpec> symbols, long start) {
        for (SymbolSpec spec : symbols) {
            Price price = spec.initialPrice();
            prices.put(
                    spec.symbol(),
                    new PriceStep(
                            spec.symbol(), start, price, price, spec.quantity().minimum()));
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
        for (PriceStep step : prices.values()) {
            steps.add(new PriceStep(step.symbol(), at, step.last(), step.mark(), step.volume()));
        }
        return List.copyOf(steps);
    }

    @Override
    public synchronized void move(Symbol symbol, Price price) {
        prices.computeIfPresent(symbol, (key, step) -> new PriceStep(symbol, step.at(), price, price, step.volume()));
    }
}
