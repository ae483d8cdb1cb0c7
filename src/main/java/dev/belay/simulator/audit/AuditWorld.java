package dev.belay.simulator.audit;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The accounts as they are after the records read so far: positions and what is open. */
public final class AuditWorld {

    private static final Set<String> ALGO_OPEN = Set.of("NEW", "TRIGGERING");
    private static final Set<String> ORDER_OPEN = Set.of("NEW", "PARTIALLY_FILLED");

    private final Map<String, BigDecimal> positions = new TreeMap<>();
    private final Map<Long, AuditRecord> algoOrders = new LinkedHashMap<>();
    private final Map<Long, AuditRecord> orders = new LinkedHashMap<>();

    /** Takes the next record; throws {@link IllegalStateException} when a position does not follow from the last. */
    public void next(AuditRecord line) {
        switch (line.kind()) {
            case "position" -> position(line);
            case "algo" -> keep(algoOrders, line, ALGO_OPEN);
            case "order" -> keep(orders, line, ORDER_OPEN);
            default -> {
                // Nothing else changes what is open.
            }
        }
    }

    private void position(AuditRecord line) {
        String key = key(line.text("account"), line.text("symbol"), line.text("positionSide"));
        BigDecimal before = positions.getOrDefault(key, BigDecimal.ZERO);
        if (before.compareTo(line.decimal("before")) != 0) {
            throw new IllegalStateException("record %d says that %s was %s before, but it was %s"
                    .formatted(line.number(), key, line.text("before"), before));
        }
        positions.put(key, line.decimal("after"));
    }

    private static void keep(Map<Long, AuditRecord> open, AuditRecord line, Set<String> openStates) {
        if (openStates.contains(line.text("status"))) {
            open.put(line.number("id"), line);
        } else {
            open.remove(line.number("id"));
        }
    }

    /** Signed size, zero when flat. */
    public BigDecimal position(String account, String symbol, String positionSide) {
        return positions.getOrDefault(key(account, symbol, positionSide), BigDecimal.ZERO);
    }

    /** Conditional orders that wait or are just being triggered, of any account, each as last recorded. */
    public List<AuditRecord> openAlgoOrders() {
        return copy(algoOrders.values());
    }

    /** Regular orders that rest, of any account, each as last recorded. */
    public List<AuditRecord> openOrders() {
        return copy(orders.values());
    }

    private static List<AuditRecord> copy(Collection<AuditRecord> records) {
        return List.copyOf(records);
    }

    private static String key(String account, String symbol, String positionSide) {
        return account + " " + symbol + " " + positionSide;
    }
}
