package dev.belay.simulator.engine;

import dev.belay.money.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the account owns and has asked for. Every change is put here and told to the {@link ChangeLog}. */
final class AccountBook {

    private static final long FIRST_ORDER_ID = 8_000_000_000L;
    private static final long FIRST_ALGO_ID = 4_000_000_000_000_000L;
    private static final long UNFILLED_KEPT = 3L * 24 * 3_600_000;
    private static final long FILLED_KEPT = 90L * 24 * 3_600_000;

    private final ChangeLog log;
    private final OrderStore<SimulatedOrder> orders = new OrderStore<>();
    private final OrderStore<SimulatedAlgoOrder> algoOrders = new OrderStore<>();
    private final Map<PositionKey, SimulatedPosition> positions = new TreeMap<>();
    private final Map<Symbol, SymbolSettings> settings = new TreeMap<>();
    private final Map<Symbol, Long> lastTradeId = new TreeMap<>();
    private final List<SimulatedTrade> trades = new ArrayList<>();
    private final List<FundingPaid> fundings = new ArrayList<>();
    private AccountState state;

    AccountBook(BigDecimal wallet, ChangeLog log) {
        this.log = log;
        this.state = new AccountState(wallet, false);
    }

    /** Takes a change over and logs it. */
    void put(LedgerEntry entry) {
        restore(entry);
        log.changed(entry);
    }

    /** Takes a change over that is already in the log. */
    void restore(LedgerEntry entry) {
        if (entry instanceof SimulatedOrder order) {
            orders.put(order);
        } else if (entry instanceof SimulatedAlgoOrder order) {
            algoOrders.put(order);
        } else if (entry instanceof SimulatedPosition position) {
            positions.put(position.key(), position);
        } else if (entry instanceof SimulatedTrade trade) {
            trades.add(trade);
            lastTradeId.merge(trade.symbol(), trade.id(), Math::max);
        } else if (entry instanceof FundingPaid funding) {
            fundings.add(funding);
        } else if (entry instanceof AccountState account) {
            state = account;
        } else if (entry instanceof SymbolSettings changed) {
            settings.put(changed.symbol(), changed);
        }
    }

    long nextOrderId() {
        return orders.nextId(FIRST_ORDER_ID);
    }

    long nextAlgoId() {
        return algoOrders.nextId(FIRST_ALGO_ID);
    }

    long nextTradeId(Symbol symbol) {
        return lastTradeId.getOrDefault(symbol, 0L) + 1;
    }

    long nextFundingId() {
        return fundings.isEmpty() ? 1 : fundings.get(fundings.size() - 1).id() + 1;
    }

    AccountState state() {
        return state;
    }

    SymbolSettings settings(SymbolSpec spec) {
        return settings.computeIfAbsent(spec.symbol(), symbol -> SymbolSettings.initial(spec));
    }

    SimulatedPosition position(PositionKey key) {
        SimulatedPosition position = positions.get(key);
        return position == null ? SimulatedPosition.flat(key) : position;
    }

    /** All that are not flat. */
    List<SimulatedPosition> positions() {
        List<SimulatedPosition> open = new ArrayList<>();
        for (SimulatedPosition position : positions.values()) {
            if (!position.isFlat()) {
                open.add(position);
            }
        }
        return open;
    }

    /** Those of one symbol, flat ones too. */
    List<SimulatedPosition> everyPosition(Symbol symbol) {
        List<SimulatedPosition> found = new ArrayList<>();
        for (SimulatedPosition position : positions.values()) {
            if (position.key().symbol().equals(symbol)) {
                found.add(position);
            }
        }
        return found;
    }

    OrderStore<SimulatedOrder> orders() {
        return orders;
    }

    OrderStore<SimulatedAlgoOrder> algoOrders() {
        return algoOrders;
    }

    List<SimulatedTrade> trades() {
        return List.copyOf(trades);
    }

    List<FundingPaid> fundings() {
        return List.copyOf(fundings);
    }

    /** Drops what Binance would no longer answer for either (binance-api §7, §8.3). */
    void forgetOld(long now) {
        orders.forget(order -> isOld(order, now));
        algoOrders.forget(order -> isOld(order, now));
        trades.removeIf(trade -> now - trade.at() > FILLED_KEPT);
    }

    private static boolean isOld(Stored order, long now) {
        return now - order.updatedAt() > (order.filled() ? FILLED_KEPT : UNFILLED_KEPT);
    }
}
