package dev.belay.simulation;

import dev.belay.market.MarketPrice;
import dev.belay.market.PriceKind;
import dev.belay.money.Price;
import dev.belay.money.Symbol;
import dev.belay.simulator.engine.PriceStep;
import dev.belay.simulator.prices.PriceSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The prices of a world, second by second: first the exchange has them, then the processes hear of them, or do not. */
final class WorldPrices {

    private final PriceSource source;
    private final Surroundings around;
    private final List<Symbol> symbols;
    private final Supplier<List<SimulatedNode>> nodes;
    private boolean still;
    private long silentUntil;
    private long staleUntil;
    private List<MarketPrice> stale = List.of();
    private final Map<Symbol, Price> lasts = new HashMap<>();

    WorldPrices(PriceSource source, Surroundings around, List<Symbol> symbols, Supplier<List<SimulatedNode>> nodes) {
        this.source = source;
        this.around = around;
        this.symbols = symbols;
        this.nodes = nodes;
    }

    /** The exchange has the next prices. */
    void next() {
        List<PriceStep> steps = source.next();
        around.exchange().prices(still ? steps.stream().map(this::asBefore).toList() : steps);
    }

    private PriceStep asBefore(PriceStep step) {
        PriceStep before = around.exchange().market().latest(step.symbol());
        return new PriceStep(step.symbol(), step.at(), before.last(), before.mark(), before.volume());
    }

    /** The processes are told the newest prices, unless nothing is told now. */
    void tell() {
        long now = around.agenda().now();
        if (now < silentUntil) {
            return;
        }
        List<MarketPrice> told = now < staleUntil ? stale : newest();
        stale = told;
        long way = 2L + around.dice().draw(Draw.PRICE_TIME, 30);
        around.agenda().after(way, () -> nodes.get().forEach(node -> node.prices(told)));
    }

    /** A trade is told of where the last price is followed and has moved; a mark price in any case. */
    private List<MarketPrice> newest() {
        List<MarketPrice> prices = new ArrayList<>(2 * symbols.size());
        for (Symbol symbol : symbols) {
            PriceStep latest = around.exchange().market().latest(symbol);
            boolean followed = around.follows(symbol) == PriceKind.LAST;
            if (followed && !latest.last().equals(lasts.put(symbol, latest.last()))) {
                prices.add(MarketPrice.last(symbol, latest.last(), latest.at()));
            }
            prices.add(MarketPrice.mark(symbol, latest.mark(), latest.at()));
        }
        return prices;
    }

    /** Nothing is told for so long. */
    void goSilent(long millis) {
        silentUntil = around.agenda().now() + millis;
    }

    /** The same is told again and again for so long. */
    void goStale(long millis) {
        staleUntil = around.agenda().now() + millis;
    }

    /** Everything is told again. */
    void heal() {
        silentUntil = 0;
        staleUntil = 0;
    }

    /** From now on no price moves. */
    void standStill() {
        still = true;
    }
}
