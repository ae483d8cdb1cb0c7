package dev.belay.app;

import dev.belay.money.Price;
import dev.belay.money.Quantity;
import dev.belay.simulator.SimulatorAudit;
import dev.belay.simulator.wire.RequestVerdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What an observer of the exchange saw of stops being moved, and what it cost against serving first who came first. */
final class TrendRecord implements SimulatorAudit {

    private final List<RequestVerdict> requests = new ArrayList<>();

    @Override
    public synchronized void request(RequestVerdict verdict) {
        requests.add(verdict);
    }

    synchronized List<RequestVerdict> requests() {
        return List.copyOf(requests);
    }

    /** Working stops that were accepted, in order. */
    synchronized List<RequestVerdict> placed() {
        return requests.stream()
                .filter(request -> request.path().equals("/fapi/v1/algoOrder")
                        && request.method().equals("POST")
                        && request.code() == 0
                        && request.parameters().containsKey("quantity"))
                .toList();
    }

    /** The most orders, asked for and not only accepted, in any fixed window of {@code millis}. */
    synchronized int mostOrdersIn(long millis) {
        Map<Long, Integer> byWindow = new HashMap<>();
        requests.stream()
                .filter(request -> request.method().equals("POST")
                        && (request.path().equals("/fapi/v1/algoOrder")
                                || request.path().equals("/fapi/v1/order")))
                .forEach(request -> byWindow.merge(request.at() / millis, 1, Integer::sum));
        return byWindow.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** One leg: the levels that were wanted, from when on, and how much it holds. */
    record Wanted(NavigableMap<Long, Price> levels, Quantity quantity) {
        Price at(long time) {
            Map.Entry<Long, Price> entry = levels.floorEntry(time);
            return entry == null ? Price.ZERO : entry.getValue();
        }
    }

    /** Protection debt as it was: quote asset times seconds. */
    BigDecimal debt(Map<String, Wanted> legs, long from, long to) {
        Map<String, NavigableMap<Long, Price>> proven = new HashMap<>();
        for (RequestVerdict request : placed()) {
            proven.computeIfAbsent(request.parameters().get("symbol"), symbol -> new TreeMap<>())
                    .put(request.at(), Price.of(request.parameters().get("triggerPrice")));
        }
        return debt(legs, proven, from, to);
    }

    /** What the debt would have been had each of the same moves gone to the leg that had waited longest. */
    BigDecimal debtInTurn(Map<String, Wanted> legs, long from, long to) {
        Map<String, NavigableMap<Long, Price>> proven = new HashMap<>();
        Map<String, Long> movedAt = new HashMap<>();
        legs.keySet().forEach(symbol -> {
            proven.put(symbol, new TreeMap<>());
            movedAt.put(symbol, 0L);
        });
        for (RequestVerdict request : placed()) {
            long at = request.at();
            boolean first = proven.get(request.parameters().get("symbol")).isEmpty();
            String served = first
                    ? request.parameters().get("symbol")
                    : legs.keySet().stream()
                            .filter(symbol -> gap(legs.get(symbol), proven.get(symbol), at)
                                            .signum()
                                    > 0)
                            .min(Comparator.<String>comparingLong(movedAt::get).thenComparing(symbol -> symbol))
                            .orElse("");
            if (!served.isEmpty()) {
                proven.get(served).put(at, legs.get(served).at(at));
                movedAt.put(served, at);
            }
        }
        return debt(legs, proven, from, to);
    }

    private static BigDecimal debt(
            Map<String, Wanted> legs, Map<String, NavigableMap<Long, Price>> proven, long from, long to) {
        BigDecimal debt = BigDecimal.ZERO;
        for (long at = from; at < to; at += 1_000) {
            for (Map.Entry<String, Wanted> leg : legs.entrySet()) {
                BigDecimal gap = gap(leg.getValue(), proven.getOrDefault(leg.getKey(), new TreeMap<>()), at + 999);
                debt = debt.add(gap.multiply(leg.getValue().quantity().decimal()));
            }
        }
        return debt;
    }

    private static BigDecimal gap(Wanted wanted, NavigableMap<Long, Price> proven, long at) {
        Map.Entry<Long, Price> entry = proven.floorEntry(at);
        return entry == null
                ? BigDecimal.ZERO
                : wanted.at(at).decimal().subtract(entry.getValue().decimal()).max(BigDecimal.ZERO);
    }
}
