package dev.belay.market;

import dev.belay.money.Symbol;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who watches which prices, and what has become of those. Whoever watches last prices hears mark prices too: the last
 * price is silent where nobody trades, and the mark price, which comes each second on the same connection, is the sign
 * that the stream lives.
 *
 * @param <W> who watches
 */
final class WatchTable<W> {

    private final Map<PriceKind, Map<Symbol, WatchedPrice<W>>> byKind = new EnumMap<>(PriceKind.class);

    WatchTable() {
        for (PriceKind kind : PriceKind.values()) {
            byKind.put(kind, new HashMap<>());
        }
    }

    /** Answers the last price, if it is wanted and known: the next trade may be long in coming. */
    Optional<MarketPrice> watch(Symbol symbol, PriceKind kind, W watcher) {
        add(symbol, PriceKind.MARK, watcher);
        return kind == PriceKind.LAST ? add(symbol, PriceKind.LAST, watcher).newest() : Optional.empty();
    }

    private WatchedPrice<W> add(Symbol symbol, PriceKind kind, W watcher) {
        WatchedPrice<W> price = of(kind).computeIfAbsent(symbol, unwatched -> new WatchedPrice<>(kind));
        price.watchers().add(watcher);
        return price;
    }

    private Map<Symbol, WatchedPrice<W>> of(PriceKind kind) {
        return byKind.getOrDefault(kind, Map.of());
    }

    /** Says whether less is wanted of the feed now. */
    boolean unwatch(Symbol symbol, W watcher) {
        for (Map<Symbol, WatchedPrice<W>> prices : byKind.values()) {
            WatchedPrice<W> price = prices.get(symbol);
            if (price != null) {
                price.watchers().remove(watcher);
            }
        }
        return dropUnwatched();
    }

    /** Those that {@code isGone} watch nothing any more; says whether less is wanted of the feed now. */
    boolean unwatch(Predicate<W> isGone) {
        byKind.values()
                .forEach(prices ->
                        prices.values().forEach(price -> price.watchers().removeIf(isGone)));
        return dropUnwatched();
    }

    private boolean dropUnwatched() {
        boolean less = false;
        for (Map<Symbol, WatchedPrice<W>> prices : byKind.values()) {
            less |= prices.values().removeIf(price -> price.watchers().isEmpty());
        }
        return less;
    }

    /** Whom to tell a price of the stream. */
    Collection<W> told(MarketPrice price) {
        WatchedPrice<W> watched = of(price.kind()).get(price.symbol());
        return watched != null && watched.told(price) ? watched.watchers() : Set.of();
    }

    /** Whom to tell a price that was asked for. */
    Collection<W> answered(MarketPrice price) {
        WatchedPrice<W> watched = of(price.kind()).get(price.symbol());
        return watched != null && watched.answered(price) ? watched.watchers() : Set.of();
    }

    /** The streams that are needed. */
    Set<MarketStream> streams() {
        Set<MarketStream> streams = new LinkedHashSet<>();
        byKind.forEach(
                (kind, prices) -> prices.keySet().forEach(symbol -> streams.add(new MarketStream(symbol, kind))));
        return streams;
    }

    /** The streams that are to blame for having told nothing for longer than {@code mostMillis}. */
    List<MarketStream> faulty(long now, long mostMillis) {
        return which(price -> price.isFault(now, mostMillis));
    }

    /** The streams that have told nothing for longer than {@code mostMillis} and whose price is to be asked for now. */
    List<MarketStream> toBeAsked(long now, long mostMillis) {
        return which(price -> price.isSilent(now, mostMillis) && price.isToBeAsked());
    }

    private List<MarketStream> which(Predicate<WatchedPrice<W>> such) {
        Stream.Builder<MarketStream> streams = Stream.builder();
        byKind.forEach((kind, prices) -> prices.forEach((symbol, price) -> {
            if (such.test(price)) {
                streams.add(new MarketStream(symbol, kind));
            }
        }));
        return streams.build().sorted().toList();
    }

    /** Symbols that somebody watches. */
    int symbols() {
        return of(PriceKind.MARK).size();
    }

    /** Prices whose newest had to be asked for. */
    int polled() {
        return (int) byKind.values().stream()
                .flatMap(prices -> prices.values().stream())
                .filter(WatchedPrice::isPolled)
                .count();
    }
}
