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
    private final Map<String, BigDecimal> wallets = new TreeMap<>();
    private final Map<String, AuditRecord> algoOrders = new LinkedHashMap<>();
    private final Map<String, AuditRecord> orders = new LinkedHashMap<>();

    /** Takes the next record; throws {@link IllegalStateException} when a position does not follow from the last. */
    public void next(AuditRecord line) {
        switch (line.kind()) {
            case "account" -> account(line);
            case "wallet" -> wallets.put(line.text("account"), line.decimal("wallet"));
            case "position" -> position(line);
            case "algo" -> keep(algoOrders, line, ALGO_OPEN);
            case "order" -> keep(orders, line, ORDER_OPEN);
            default -> {
                // Nothing else changes what is open.
            }
        }
    }

    /** A simulator has begun, perhaps again: what it remembers of the account follows. */
    private void account(AuditRecord line) {
        String prefix = line.text("account") + " ";
        wallets.put(line.text("account"), line.decimal("wallet"));
        positions.keySet().removeIf(key -> key.startsWith(prefix));
        algoOrders.keySet().removeIf(key -> key.startsWith(prefix));
        orders.keySet().removeIf(key -> key.startsWith(prefix));
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

    private static void keep(Map<String, AuditRecord> open, AuditRecord line, Set<String> openStates) {
        String key = line.text("account") + " " + line.number("id"); // each account counts its own orders
        if (openStates.contains(line.text("status"))) {
            open.put(key, line);
        } else {
            open.remove(key);
        }
    }

    /** Signed size, zero when flat. */
    public BigDecimal position(String account, String symbol, String positionSide) {
        return positions.getOrDefault(key(account, symbol, positionSide), BigDecimal.ZERO);
    }

    /** The sizes that are not zero, by symbol and position side such as {@code BTCUSDT BOTH}. */
    public Map<String, BigDecimal> positions(String account) {
        Map<String, BigDecimal> open = new TreeMap<>();
        positions.forEach((key, size) -> {
            if (size.signum() != 0 && key.startsWith(account + " ")) {
                open.put(key.substring(account.length() + 1), size);
            }
        });
        return open;
    }

    /** The wallet's balance, zero for an account that is not known. */
    public BigDecimal wallet(String account) {
        return wallets.getOrDefault(account, BigDecimal.ZERO);
    }

    /** Conditional orders that wait or are just being triggered, each as last recorded. */
    public List<AuditRecord> openAlgoOrders(String account) {
        return of(account, algoOrders.values());
    }

    /** As {@link #openAlgoOrders(String)}, of any account. */
    public List<AuditRecord> openAlgoOrders() {
        return copy(algoOrders.values());
    }

    /** Regular orders that rest, each as last recorded. */
    public List<AuditRecord> openOrders(String account) {
        return of(account, orders.values());
    }

    /** As {@link #openOrders(String)}, of any account. */
    public List<AuditRecord> openOrders() {
        return copy(orders.values());
    }

    private static List<AuditRecord> of(String account, Collection<AuditRecord> records) {
        return records.stream()
                .filter(line -> line.text("account").equals(account))
                .toList();
    }

    private static List<AuditRecord> copy(Collection<AuditRecord> records) {
        return List.copyOf(records);
    }

    private static String key(String account, String symbol, String positionSide) {
        return account + " " + symbol + " " + positionSide;
    }
}
