package dev.belay.simulator.prices;

import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.engine.SymbolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A replay of recorded minutes, each expanded along a path through its four prices; the mark price is the last. */
public final class KlinePrices implements PriceSource {

    private final List<KlineReplay> replays = new ArrayList<>();

    /**
     * Replays the bars of each symbol.
     *
     * @param stepsPerMinute at least 4, a divisor of 60,000
     */
    public KlinePrices(Map<SymbolSpec, List<Kline>> bars, int stepsPerMinute, BarPath path, long seed) {
        bars.forEach((spec, klines) -> {
            long own = seed * 31 + spec.symbol().name().hashCode();
            KlineExpansion expansion = new KlineExpansion(spec.tick().units(), stepsPerMinute, path, own);
            replays.add(new KlineReplay(spec, klines, expansion));
        });
    }

    @Override
    public synchronized OptionalLong nextAt() {
        return replays.stream()
                .filter(replay -> !replay.isOver())
                .mapToLong(KlineReplay::nextAt)
                .min();
    }

    @Override
    public synchronized List<PriceStep> next() {
        OptionalLong due = nextAt();
        if (due.isEmpty()) {
            return List.of();
        }
        List<PriceStep> steps = new ArrayList<>();
        for (KlineReplay replay : replays) {
            if (!replay.isOver() && replay.nextAt() == due.getAsLong()) {
                steps.add(replay.next());
            }
        }
        return List.copyOf(steps);
    }

    /** What has happened cannot be moved. */
    @Override
    public void move(Symbol symbol, Price price) {}
}
