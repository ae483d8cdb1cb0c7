package dev.belay.simulator.engine;

import dev.belay.money.Symbol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Orders by number and by client id; the open ones apart, because every price asks for them. */
final class OrderStore<T extends Stored> {

    private final NavigableMap<Long, T> all = new TreeMap<>();
    private final NavigableMap<Long, T> open = new TreeMap<>();
    private final Map<Symbol, NavigableMap<Long, T>> openBySymbol = new HashMap<>();
    private final Map<String, Long> newestOfClientId = new HashMap<>();
    private long lastId;

    void put(T order) {
        all.put(order.id(), order);
        lastId = Math.max(lastId, order.id());
        newestOfClientId.merge(order.clientId(), order.id(), Math::max);
        if (order.open()) {
            open.put(order.id(), order);
            openBySymbol
                    .computeIfAbsent(order.symbol(), symbol -> new TreeMap<>())
                    .put(order.id(), order);
        } else if (open.remove(order.id()) != null) {
            live(order.symbol()).remove(order.id());
        }
    }

    /** One more than the highest number ever given, or than {@code before} when there was none. */
    long nextId(long before) {
        return Math.max(before, lastId) + 1;
    }

    Optional<T> byId(long id) {
        return Optional.ofNullable(all.get(id));
    }

    /** The newest order of this client id: ids are unique among open orders only (binance-api §7). */
    Optional<T> byClientId(String clientId) {
        return Optional.ofNullable(newestOfClientId.get(clientId)).flatMap(this::byId);
    }

    boolean isOpen(String clientId) {
        return byClientId(clientId).filter(Stored::open).isPresent();
    }

    List<T> open() {
        return List.copyOf(open.values());
    }

    /** In the order of their numbers; a copy that further changes do not touch. */
    List<T> open(Symbol symbol) {
        NavigableMap<Long, T> found = live(symbol);
        return found.isEmpty() ? List.of() : List.copyOf(found.values());
    }

    boolean hasOpen(Symbol symbol) {
        return !live(symbol).isEmpty();
    }

    /** Those of {@link #open(Symbol)} that meet {@code condition}; without garbage when there are none. */
    List<T> open(Symbol symbol, Predicate<T> condition) {
        List<T> found = List.of();
        for (T order : live(symbol).values()) {
            if (condition.test(order)) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(order);
            }
        }
        return found;
    }

    private NavigableMap<Long, T> live(Symbol symbol) {
        NavigableMap<Long, T> found = openBySymbol.get(symbol);
        return found == null ? Collections.emptyNavigableMap() : found;
    }

    int openCount() {
        return open.size();
    }

    List<T> all() {
        return List.copyOf(all.values());
    }

    /** Drops what is over and meets {@code condition}. */
    void forget(Predicate<T> condition) {
        all.values().removeIf(order -> !order.open() && condition.test(order));
        newestOfClientId.values().removeIf(id -> !all.containsKey(id));
    }
}
