package dev.belay.simulator.prices;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SymbolSpec;
import java.util.List;

/** The replay of one symbol: where it is in its bars. */
final class KlineReplay {

    private final SymbolSpec spec;
    private final List<Kline> bars;
    private final KlineExpansion expansion;
    private long[] prices;
    private int bar;
    private int step;

    KlineReplay(SymbolSpec spec, List<Kline> bars, KlineExpansion expansion) {
        this.spec = spec;
        this.bars = bars;
        this.expansion = expansion;
        this.prices = expansion.of(bars.get(0));
    }

    boolean isOver() {
        return bar == bars.size();
    }

    long nextAt() {
        return bars.get(bar).openTime() + step * (Kline.MINUTE / expansion.steps());
    }

    PriceStep next() {
        Price price = new Price(prices[step]);
        Quantity volume = new Quantity(bars.get(bar).volume().units() / expansion.steps());
        PriceStep next = new PriceStep(spec.symbol(), nextAt(), price, price, volume);
        advance();
        return next;
    }

    private void advance() {
        step++;
        if (step == expansion.steps()) {
            step = 0;
            bar++;
            if (!isOver()) {
                prices = expansion.of(bars.get(bar));
            }
        }
    }
}
