package dev.belay.simulator.prices;

import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.PriceStep;
import java.util.List;
import java.util.OptionalLong;

/** Makes prices. Safe to use from several threads: the clock asks it, and a person may move a price meanwhile. */
public interface PriceSource {

    /** When the next prices come, epoch milliseconds; empty at the end. */
    OptionalLong nextAt();

    /** The prices of that time, at most one per symbol; empty at the end. */
    List<PriceStep> next();

    /** Lets a symbol go on from another price; a source that cannot do that ignores it. */
    void move(Symbol symbol, Price price);
}
