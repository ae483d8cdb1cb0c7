package dev.belay.simulator.engine;

import dev.belay.money.Symbol;
import dev.belay.simulator.faults.Fault;
import dev.belay.simulator.faults.FaultBoard;
import java.util.HashSet;
import java.util.Set;

/** Faults that change a contract for everybody: halts and other filters. */
final class MarketFaults {

    private static final long TEN_TIMES = 10;

    private final Market market;
    private final FaultBoard faults;
    private final Set<Symbol> halted = new HashSet<>();

    MarketFaults(Market market, FaultBoard faults) {
        this.market = market;
        this.faults = faults;
    }

    /** Takes effect with the next price, and so in exchangeInfo. */
    void follow(PriceStep step) {
        String symbol = step.symbol().name();
        SymbolSpec spec = market.spec(step.symbol());
        boolean isHalted = faults.holds(Fault.SYMBOL_HALT, step.at(), symbol).isPresent();
        if (isHalted && spec.trading()) {
            halted.add(step.symbol());
            market.change(spec.trading(false));
        } else if (!isHalted && halted.remove(step.symbol())) {
            market.change(spec.trading(true));
        }
        faults.fires(Fault.FILTER_CHANGE, step.at(), symbol)
                .ifPresent(fault -> market.change(
                        market.spec(step.symbol()).coarser(Math.max(1, fault.number("factor", TEN_TIMES)))));
    }
}
