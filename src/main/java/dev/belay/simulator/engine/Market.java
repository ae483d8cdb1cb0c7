package dev.belay.simulator.engine;

import dev.belay.money.Price;
import dev.belay.money.Symbol;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contracts and their prices of this moment. */
public final class Market {

    private final Map<Symbol, SymbolSpec> specs = new LinkedHashMap<>();
    private final Map<Symbol, PriceStep> latest = new LinkedHashMap<>();

    /** Every symbol starts at its initial price. */
    public Market(Collection<SymbolSpec> contracts, long now) {
        for (SymbolSpec spec : contracts) {
            specs.put(spec.symbol(), spec);
            latest.put(
                    spec.symbol(),
                    new PriceStep(
                            spec.symbol(),
                            now,
                            spec.initialPrice(),
                            spec.initialPrice(),
                            spec.quantity().minimum()));
        }
    }

    /** A contract changes its filters or its status; a symbol that there is not is refused with -1121. */
    public void change(SymbolSpec changed) {
        spec(changed.symbol());
        specs.put(changed.symbol(), changed);
    }

    public List<SymbolSpec> specs() {
        return List.copyOf(specs.values());
    }

    /** Refused with -1121 when there is no such symbol. */
    public SymbolSpec spec(Symbol symbol) {
        SymbolSpec spec = specs.get(symbol);
        if (spec == null) {
            throw Refusal.INVALID_SYMBOL.with();
        }
        return spec;
    }

    /** The newest price. */
    public PriceStep latest(Symbol symbol) {
        PriceStep step = latest.get(symbol);
        if (step == null) {
            throw Refusal.INVALID_SYMBOL.with();
        }
        return step;
    }

    public Price mark(Symbol symbol) {
        return latest(symbol).mark();
    }

    public Price bid(Symbol symbol) {
        return spec(symbol).bid(latest(symbol).last());
    }

    public Price ask(Symbol symbol) {
        return spec(symbol).ask(latest(symbol).last());
    }

    /** Takes a price over; the accounts hear of it by {@link SimulatedExchange#follow}. */
    public void put(PriceStep step) {
        latest.put(step.symbol(), step);
    }
}
